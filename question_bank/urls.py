"""Addresses of the item bank."""

from django.urls import path

from question_bank.views import (
    banks,
    batches,
    bulk,
    editor,
    exports,
    items,
    queue,
    variants,
)

app_name = "question_bank"
HOME = "ngan-hang/"
BANK = "ngan-hang/b/<str:bank>/"
urlpatterns = [
    path(HOME, banks.bank_list, name="banks"),
    path(f"{HOME}moi/", banks.bank_new, name="bank_new"),
    path(f"{HOME}nhap/", batches.upload, name="upload"),
    path(f"{HOME}nhap/<str:code>/", batches.batch_page, name="batch"),
    path(f"{HOME}nhap/<str:code>/cau/<int:position>/", batches.row_act, name="row"),
    path(f"{HOME}nhap/<str:code>/tat-ca/", batches.for_all, name="for_all"),
    path(f"{HOME}nhap/<str:code>/nhan/", batches.take, name="take"),
    path(f"{HOME}nhap/<str:code>/doc-lai/", batches.read_again, name="read_again"),
    path(f"{HOME}duyet/", queue.queue, name="queue"),
    path(f"{HOME}duyet/quyet-dinh/", queue.decide, name="decide"),
    path(f"{HOME}xem-truoc/", editor.preview, name="preview"),
    path("ngan-hang/b/<str:code>/", banks.bank_page, name="bank"),
    path("ngan-hang/b/<str:code>/noi-dung/", banks.bank_map, name="map"),
    path("ngan-hang/b/<str:code>/xuat/", exports.export, name="export"),
    path("ngan-hang/b/<str:code>/nguoi/", banks.bank_people, name="people"),
    path("ngan-hang/b/<str:code>/cong-bo/", banks.bank_release, name="release"),
    path("ngan-hang/b/<str:code>/sua-loat/", bulk.bulk_edit, name="bulk"),
    path("ngan-hang/b/<str:code>/nguoi/bo/", banks.bank_strike, name="strike"),
    path(f"{BANK}viet/", editor.item_new, name="item_new"),
    path(f"{BANK}cau/<path:code>/sua/", editor.item_edit, name="item_edit"),
    path(f"{BANK}cau/<path:code>/thu/", items.item_try, name="item_try"),
    path(f"{BANK}cau/<path:code>/bien-the/", variants.item_variants, name="variants"),
    path(f"{BANK}cau/<path:code>/gop/", items.item_merge, name="merge"),
    path(f"{BANK}cau/<path:code>/buoc/", items.item_step, name="item_step"),
    path(f"{BANK}cau/<path:code>/", items.item_page, name="item"),
]
