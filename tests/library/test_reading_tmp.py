import pytest
from library.api import *
from tests.factories.library import *
from tests.people import standing
@pytest.mark.django_db
def test_pages(client):
    p=standing()
    page=make_lecture(unit=p.school,owner=p.teacher,body=[HEADING,TEXT,CHECK,THINK,("resource",{"code":"HL-ABC234","note":"x"})])
    v=publish(page)
    sim=publish(make_simulation(unit=p.school,owner=p.teacher,title="Con lắc"))
    book=publish(make_textbook(unit=p.school,owner=p.teacher,title="Truyện Kiều"))
    client.force_login(p.candidate)
    for u in ["/hoc-lieu/","/hoc-lieu/?q=HAM+so",f"/hoc-lieu/{v.code}/",f"/hoc-lieu/{sim.code}/",f"/hoc-lieu/{book.code}/",f"/hoc-lieu/{book.code}/phan/3/"]:
        r=client.get(u); print(u,r.status_code,len(r.content)); assert r.status_code==200
    print(client.get(f"/hoc-lieu/{sim.code}/").headers["Content-Security-Policy"])
    unit=[b for b in v.data["parts"][0]["blocks"] if b["type"]=="check"][0]["id"]
    r=client.post(f"/hoc-lieu/{v.code}/tra-loi/",{"unit":unit,"option":"0"}); print(r.status_code,r.url)
    r=client.post(f"/hoc-lieu/{v.code}/da-doc/",{"part":"1"}); print(r.status_code,r.url)

    print(completions(v.code,[p.candidate.pk]), search(p.candidate,"ham so"), search(p.stranger,"ham"), continue_for(p.candidate), recent_for(p.candidate), approved([v.code]))
    print(client.get("/hoc-lieu/cho-duyet/").status_code)
    client.force_login(p.head); print(client.get("/hoc-lieu/cho-duyet/").status_code, client.get(f"/hoc-lieu/cho-duyet/{v.code}/1/").status_code)
    client.force_login(p.stranger); print(client.get(f"/hoc-lieu/{v.code}/").status_code)
