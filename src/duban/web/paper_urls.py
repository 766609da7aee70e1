"""Addresses of 文书 and 案卷: papers, their forms and files, settings, templates. `urls` takes them in."""

from __future__ import annotations

from django.urls import path

from duban.web.views.case_files import case_file, case_file_new, case_file_pdf
from duban.web.views.paper_forms import paper_correct, paper_edit, paper_new, paper_scan
from duban.web.views.paper_records import paper_file, paper_page, paper_preview, paper_scan_file
from duban.web.views.paper_settings import paper_settings, paper_template, paper_template_blank, paper_template_own
from duban.web.views.papers import papers_list, papers_of_enterprise, papers_of_record

urlpatterns = [
    path("papers/", papers_list, name="papers"),
    path("papers/settings/", paper_settings, name="paper_settings"),
    path("papers/templates/<slug:kind>/", paper_template, name="paper_template"),
    path("papers/templates/<slug:kind>/blank/", paper_template_blank, name="paper_template_blank"),
    path("papers/templates/<slug:kind>/own/", paper_template_own, name="paper_template_own"),
    path("papers/of/<slug:subject>/<uuid:record>/", papers_of_record, name="papers_of"),
    path("papers/enterprise/<slug:campaign>/<uuid:enterprise>/", papers_of_enterprise, name="papers_of_enterprise"),
    path("papers/new/<slug:kind>/<uuid:subject>/", paper_new, name="paper_new"),
    path("papers/preview/<slug:kind>/<uuid:subject>/", paper_preview, name="paper_preview"),
    path("papers/<uuid:paper>/", paper_page, name="paper"),
    path("papers/<uuid:paper>/file/<slug:kind>/", paper_file, name="paper_file"),
    path("papers/<uuid:paper>/edit/", paper_edit, name="paper_edit"),
    path("papers/<uuid:paper>/correct/", paper_correct, name="paper_correct"),
    path("papers/<uuid:paper>/scan/", paper_scan, name="paper_scan"),
    path("papers/<uuid:paper>/scan/file/", paper_scan_file, name="paper_scan_file"),
    path("case-files/new/<slug:campaign>/<uuid:enterprise>/", case_file_new, name="case_file_new"),
    path("case-files/<uuid:file>/", case_file, name="case_file"),
    path("case-files/<uuid:file>/pdf/", case_file_pdf, name="case_file_pdf"),
]
