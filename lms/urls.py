"""Addresses of the whole house. Each app brings its own below a Vietnamese word."""

from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms.core import views as core_views

handler404 = "lms.core.views.page_not_found"

editor_words = JavaScriptCatalog.as_view(packages=["wagtail.admin", "lms.editor_words"])

urlpatterns = [
    path("healthz", core_views.healthz, name="healthz"),
    path("ngon-ngu/", core_views.choose_language, name="choose_language"),
    path("", include("lms.people.urls")),
    path("", include("lms.curriculum.urls")),
    path("quan-tri/jsi18n/", editor_words),  # in the place of Wagtail's own
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tep/", include(wagtaildocs_urls)),
    path("", include("media.urls")),
    path("", include("question_bank.urls")),
    path("", include("library.urls")),
    path("", include("exams.urls")),
    path("", include("lms.records.urls")),
    path("", include("lms.portal.urls")),
    path("kho/", include(wagtail_urls)),
]
