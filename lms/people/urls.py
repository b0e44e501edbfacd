"""Addresses of log-in, people, classes, units, roles and files."""

from django.contrib.auth import views as auth_views
from django.urls import path

from lms.people.views import (
    account,
    classes,
    door,
    imports,
    log_in,
    people,
    roles,
    units,
)

app_name = "people"
urlpatterns = [
    path("dang-nhap/", log_in.LogIn.as_view(), name="log_in"),
    path("dang-nhap/minh-hoa/", log_in.demo_log_in, name="demo_log_in"),
    path("dang-xuat/", auth_views.LogoutView.as_view(), name="log_out"),
    path("vao-lop/", door.enter_code, name="door"),
    path("vao-lop/ten/", door.pick_name, name="door_names"),
    path("vao-lop/mat-khau/", door.enter_password, name="door_password"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/vai-tro/", account.choose_role, name="choose_role"),
    path("tai-khoan/mat-khau/", account.change_password, name="password"),
    path("tai-khoan/mat-khau-dau/", account.first_password, name="first_password"),
    path("phu-huynh/", account.guardian_code, name="guardian_code"),
    path("lop/", classes.classes, name="classes"),
    path("lop/<int:cohort_id>/", classes.one_class, name="class"),
    path("lop/<int:cohort_id>/mo-cua/", classes.open_class_door, name="open_door"),
    path("lop/<int:cohort_id>/cua/", classes.class_door, name="class_door"),
    path("lop/<int:cohort_id>/mat-khau/", classes.first_passwords, name="passwords"),
    path(
        "lop/<int:cohort_id>/phu-huynh/", classes.guardian_slips, name="guardian_slips"
    ),
    path("nguoi/", people.people, name="people"),
    path("nguoi/lien-ket/<int:link_id>/", people.guardian_link, name="guardian_link"),
    path("nguoi/<path:code>/vai-tro/", roles.add_role, name="add_role"),
    path("nguoi/<path:code>/mat-khau/", people.reset_password, name="reset_password"),
    path("nguoi/<path:code>/", people.person, name="person"),
    path("vai-tro/", roles.roles, name="roles"),
    path("vai-tro/<int:role_id>/ket-thuc/", roles.stop_role, name="stop_role"),
    path("to-chuc/", units.units, name="units"),
    path("to-chuc/<path:code>/sua/", units.edit_unit, name="edit_unit"),
    path("to-chuc/<path:code>/ket-thuc/", units.end_unit, name="end_unit"),
    path("to-chuc/<path:code>/", units.unit, name="unit"),
    path("nhap-du-lieu/", imports.kinds, name="imports"),
    path("nhap-du-lieu/tep/<slug:token>/", imports.run, name="import_run"),
    path("nhap-du-lieu/tep/<slug:token>/nhan/", imports.confirm, name="confirm_import"),
    path("nhap-du-lieu/<slug:code>/mau/", imports.sample, name="import_sample"),
    path("nhap-du-lieu/<slug:code>/", imports.upload, name="upload"),
]
