"""Addresses of the casework pages: acts, deeds, visits, papers, cards, imports. `urls` takes them in."""

from __future__ import annotations

from django.urls import path

from duban.web.views.acts import act
from duban.web.views.cards import card, card_proposal, cards_list
from duban.web.views.deeds import deed
from duban.web.views.imports import import_batch, import_check, import_new, imports
from duban.web.views.inspections import inspection, inspection_new, inspections_list
from duban.web.views.measures import measure, measure_new
from duban.web.views.orders import order, order_new, reinspection_new

urlpatterns = [
    path("enterprises/<uuid:enterprise>/acts/<str:act>/", act, name="act"),
    path("deeds/<slug:name>/", deed, name="deed"),
    path("inspections/", inspections_list, name="inspections"),
    path("enterprises/<uuid:enterprise>/inspections/new/", inspection_new, name="inspection_new"),
    path("inspections/<uuid:inspection>/", inspection, name="inspection"),
    path("inspections/<uuid:inspection>/order/", order_new, name="order_new"),
    path("inspections/<uuid:inspection>/measure/", measure_new, name="measure_new"),
    path("inspections/<uuid:inspection>/reinspection/", reinspection_new, name="reinspection_new"),
    path("orders/<uuid:order>/", order, name="order"),
    path("measures/<uuid:measure>/", measure, name="measure"),
    path("cards/", cards_list, name="cards"),
    path("cards/<uuid:card>/", card, name="card"),
    path(
        "cards/proposals/<slug:campaign>/<uuid:enterprise>/<slug:colour>/<slug:ground>/<uuid:subject>/",
        card_proposal,
        name="card_proposal",
    ),
    path("ledger/imports/", imports, name="imports"),
    path("ledger/imports/new/", import_new, name="import_new"),
    path("ledger/imports/check/<str:ticket>/", import_check, name="import_check"),
    path("ledger/imports/<uuid:batch>/", import_batch, name="import_batch"),
]
