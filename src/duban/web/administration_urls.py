"""Addresses of 系统管理: people, accounts, units, the law's own books, the trail. `urls` takes them in."""

from __future__ import annotations

from django.urls import path

from duban.web.views.account_list import account, account_new, account_password, account_roles, accounts_list
from duban.web.views.administration import administration
from duban.web.views.agencies import agencies_list, agency
from duban.web.views.calendars import calendar_edit, calendars
from duban.web.views.hand_over import hand_over
from duban.web.views.law import law_concept, law_list
from duban.web.views.people import people_list, person
from duban.web.views.staff_import import staff_check, staff_import, staff_template
from duban.web.views.trail import trail_list, trail_record

urlpatterns = [
    path("administration/", administration, name="administration"),
    path("administration/people/", people_list, name="people"),
    path("administration/people/import/", staff_import, name="staff_import"),
    path("administration/people/import/template/", staff_template, name="staff_template"),
    path("administration/people/import/<str:ticket>/", staff_check, name="staff_check"),
    path("administration/people/<uuid:person>/", person, name="person"),
    path("administration/people/<uuid:person>/hand-over/", hand_over, name="hand_over"),
    path("administration/calendars/", calendars, name="calendars"),
    path("administration/calendars/edit/", calendar_edit, name="calendar_edit"),
    path("administration/law/", law_list, name="law"),
    path("administration/law/<slug:concept>/", law_concept, name="law_concept"),
    path("administration/units/", agencies_list, name="agencies"),
    path("administration/units/<str:code>/", agency, name="agency"),
    path("administration/trail/", trail_list, name="trail"),
    path("administration/trail/<uuid:deed>/", trail_record, name="trail_record"),
    path("administration/accounts/", accounts_list, name="accounts"),
    path("administration/accounts/new/", account_new, name="account_new"),
    path("administration/accounts/<uuid:account>/", account, name="account"),
    path("administration/accounts/<uuid:account>/password/", account_password, name="account_password"),
    path("administration/accounts/<uuid:account>/roles/", account_roles, name="account_roles"),
]
