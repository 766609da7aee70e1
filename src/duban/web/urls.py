"""Addresses of the officers' pages. `menu.MENU`, ``{% url %}`` and `access.ACCESS` call a page by its name here."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path, register_converter
from django.views.i18n import set_language

from duban.web import administration_urls, casework_urls, paper_urls, return_urls
from duban.web.converters import DayConverter
from duban.web.views.accounts import LogIn, password
from duban.web.views.annexes import annex, annex_cell, annex_file, annexes
from duban.web.views.background import background_file, background_task, background_tasks
from duban.web.views.campaign_drafts import campaign_copy, campaign_draft, campaign_item, campaign_section
from duban.web.views.campaigns import campaign, campaign_difference, campaigns_list
from duban.web.views.deadlines import due
from duban.web.views.done import done
from duban.web.views.enterprises import enterprise
from duban.web.views.ledger import ledger
from duban.web.views.lists import list_batch, list_export, list_filters
from duban.web.views.statistics import statistics
from duban.web.views.tasks import tasks
from duban.web.views.wall import wall
from duban.web.views.workbench import workbench

register_converter(DayConverter, "day")

urlpatterns = [
    path("", workbench, name="workbench"),
    path("login/", LogIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", password, name="password"),
    path("language/", set_language, name="language"),
    path("tasks/", tasks, name="tasks"),
    path("done/", done, name="done"),
    path("lists/<slug:code>/export/", list_export, name="list_export"),
    path("lists/<slug:code>/batch/", list_batch, name="list_batch"),
    path("lists/<slug:code>/filters/", list_filters, name="list_filters"),
    path("background/", background_tasks, name="background_tasks"),
    path("background/<uuid:task>/", background_task, name="background_task"),
    path("background/<uuid:task>/file/", background_file, name="background_file"),
    path("due/<str:code>/<day:start>/", due, name="due"),
    path("campaigns/", campaigns_list, name="campaigns"),
    path("campaigns/drafts/<uuid:draft>/", campaign_draft, name="campaign_draft"),
    path("campaigns/drafts/<uuid:draft>/<slug:section>/", campaign_section, name="campaign_section"),
    path("campaigns/drafts/<uuid:draft>/<slug:section>/<int:item>/", campaign_item, name="campaign_item"),
    path("campaigns/<str:campaign>/", campaign, name="campaign"),
    path("campaigns/<str:campaign>/copy/", campaign_copy, name="campaign_copy"),
    path("campaigns/<str:campaign>/difference/", campaign_difference, name="campaign_difference"),
    path("ledger/", ledger, name="ledger"),
    path("enterprises/<uuid:pk>/", enterprise, name="enterprise"),
    path("annexes/", annexes, name="annexes"),
    path("annexes/<str:annex>/", annex, name="annex"),
    path("annexes/<str:annex>/cell/", annex_cell, name="annex_cell"),
    path("annexes/<str:annex>/file/<str:kind>/", annex_file, name="annex_file"),
    path("statistics/", statistics, name="statistics"),
    path("wall/", wall, name="wall"),
    *casework_urls.urlpatterns,
    *administration_urls.urlpatterns,
    *return_urls.urlpatterns,
    *paper_urls.urlpatterns,
]
