"""Addresses of 报表报送 and 消息: returns, the form put together, the page that a paper's code leads to, messages."""

from __future__ import annotations

from django.urls import path

from duban.web.views.consolidated import consolidated_cell, consolidated_file, consolidated_returns
from duban.web.views.messages import message_new, message_page, messages_list
from duban.web.views.return_forms import return_edit, return_new
from duban.web.views.return_judging import return_back, return_scan
from duban.web.views.return_records import return_cell, return_compare, return_file, return_page, return_scan_file
from duban.web.views.returns import returns_list
from duban.web.views.verification import verify

urlpatterns = [
    path("returns/", returns_list, name="returns"),
    path("returns/new/", return_new, name="return_new"),
    path("returns/together/", consolidated_returns, name="consolidated_returns"),
    path("returns/together/cell/", consolidated_cell, name="consolidated_cell"),
    path("returns/together/file/<str:kind>/", consolidated_file, name="consolidated_file"),
    path("returns/<uuid:submission>/", return_page, name="return"),
    path("returns/<uuid:submission>/cell/", return_cell, name="return_cell"),
    path("returns/<uuid:submission>/file/<str:kind>/", return_file, name="return_file"),
    path("returns/<uuid:submission>/edit/", return_edit, name="return_edit"),
    path("returns/<uuid:submission>/back/", return_back, name="return_back"),
    path("returns/<uuid:submission>/scan/", return_scan, name="return_scan"),
    path("returns/<uuid:submission>/scan/file/", return_scan_file, name="return_scan_file"),
    path("returns/<uuid:submission>/compare/<uuid:earlier>/", return_compare, name="return_compare"),
    path("messages/", messages_list, name="messages"),
    path("messages/new/", message_new, name="message_new"),
    path("messages/<uuid:message_id>/", message_page, name="message"),
    path("verify/", verify, name="verify"),
]
