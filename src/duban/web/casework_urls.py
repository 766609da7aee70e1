"""Addresses of the casework pages: acts, deeds, visits, papers, cards, imports. `urls` takes them in."""

from __future__ import annotations

from django.urls import path

from duban.web.views.acceptances import acceptance, acceptances_list
from duban.web.views.acts import act
from duban.web.views.capacity import capacity_list
from duban.web.views.card_pool import card_pool, penalty_counter
from duban.web.views.card_proposals import card_proposal
from duban.web.views.card_records import card
from duban.web.views.cards import cards_list
from duban.web.views.closures import closure, closures_list
from duban.web.views.deeds import deed
from duban.web.views.evidence import evidence, evidence_new, evidence_preview
from duban.web.views.extensions import extension, extension_new
from duban.web.views.hazards import hazard, hazards_list
from duban.web.views.imports import import_batch, import_check, import_new, imports
from duban.web.views.inspection_entry import inspection_library, inspection_more, inspection_new
from duban.web.views.inspections import inspection, inspections_list
from duban.web.views.listings import listing, listing_plan, listing_proof, listings_list
from duban.web.views.measures import measure, measure_new
from duban.web.views.orders import order, order_new, reinspection_new
from duban.web.views.penalties import penalties_list, penalty
from duban.web.views.penalty_forms import penalty_new, penalty_range
from duban.web.views.plan_forms import plan_edit, plan_new
from duban.web.views.plan_records import plan
from duban.web.views.plans import plans_list
from duban.web.views.roster import roster
from duban.web.views.stops import measures_list

urlpatterns = [
    path("enterprises/<uuid:enterprise>/acts/<str:act>/", act, name="act"),
    path("deeds/<slug:name>/", deed, name="deed"),
    path("plans/", plans_list, name="plans"),
    path("plans/new/", plan_new, name="plan_new"),
    path("plans/people/", roster, name="roster"),
    path("plans/<uuid:plan>/", plan, name="plan"),
    path("plans/<uuid:plan>/edit/", plan_edit, name="plan_edit"),
    path("inspections/", inspections_list, name="inspections"),
    path("enterprises/<uuid:enterprise>/inspections/new/", inspection_new, name="inspection_new"),
    path("enterprises/<uuid:enterprise>/inspections/library/", inspection_library, name="inspection_library"),
    path("inspections/<uuid:inspection>/", inspection, name="inspection"),
    path("inspections/<uuid:inspection>/more/", inspection_more, name="inspection_more"),
    path("inspections/<uuid:inspection>/order/", order_new, name="order_new"),
    path("inspections/<uuid:inspection>/measure/", measure_new, name="measure_new"),
    path("inspections/<uuid:inspection>/reinspection/", reinspection_new, name="reinspection_new"),
    path("hazards/", hazards_list, name="hazards"),
    path("hazards/<uuid:hazard>/", hazard, name="hazard"),
    path("order-items/<uuid:item>/extension/", extension_new, name="extension_new"),
    path("extensions/<uuid:extension>/", extension, name="extension"),
    path("measures/", measures_list, name="measures"),
    path("listings/", listings_list, name="listings"),
    path("listings/<uuid:listing>/", listing, name="listing"),
    path("listings/<uuid:listing>/plan/", listing_plan, name="listing_plan"),
    path("listings/<uuid:listing>/proofs/<slug:part>/", listing_proof, name="listing_proof"),
    path("evidence/new/", evidence_new, name="evidence_new"),
    path("evidence/<uuid:evidence>/", evidence, name="evidence"),
    path("evidence/<uuid:evidence>/preview/", evidence_preview, name="evidence_preview"),
    path("orders/<uuid:order>/", order, name="order"),
    path("measures/<uuid:measure>/", measure, name="measure"),
    path("cards/", cards_list, name="cards"),
    path("cards/pool/", card_pool, name="card_pool"),
    path("cards/penalties/", penalty_counter, name="penalty_counter"),
    path("cards/<uuid:card>/", card, name="card"),
    path(
        "cards/proposals/<slug:campaign>/<uuid:enterprise>/<slug:colour>/<slug:ground>/<uuid:subject>/",
        card_proposal,
        name="card_proposal",
    ),
    path("closures/", closures_list, name="closures"),
    path("closures/acceptances/", acceptances_list, name="acceptances"),
    path("closures/capacity/", capacity_list, name="capacity"),
    path("closures/<uuid:closure>/", closure, name="closure"),
    path("closures/acceptances/<uuid:acceptance>/", acceptance, name="acceptance"),
    path("penalties/", penalties_list, name="penalties"),
    path("penalties/<uuid:penalty>/", penalty, name="penalty"),
    path("enterprises/<uuid:enterprise>/penalties/new/", penalty_new, name="penalty_new"),
    path("enterprises/<uuid:enterprise>/penalties/range/", penalty_range, name="penalty_range"),
    path("ledger/imports/", imports, name="imports"),
    path("ledger/imports/new/", import_new, name="import_new"),
    path("ledger/imports/check/<str:ticket>/", import_check, name="import_check"),
    path("ledger/imports/<uuid:batch>/", import_batch, name="import_batch"),
]
