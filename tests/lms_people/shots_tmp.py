import pytest
from pathlib import Path
from tests.lms_people.scenes import scene
from tests.rosters import *
from lms.curriculum.services.programme import import_curriculum
from lms.curriculum.services.nodes import import_nodes
OUT=Path('/tmp/shots'); OUT.mkdir(exist_ok=True)

def log(page, live, name):
    page.context.clear_cookies()
    page.goto(live+'/dang-nhap/'); page.fill('#id_username',name); page.fill('#id_password','mat-khau-thu'); page.click('.entry__go')

@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_shots(live_server, page, tmp_path, settings, monkeypatch):
    from lms.core import frame
    monkeypatch.setitem(frame._readers,'is_demo',lambda: True)
    monkeypatch.setitem(frame._readers,'demo_accounts',lambda: [{"username":"it","role":"Cán bộ CNTT","name":"Mai Văn Máy","place":"THPT Một"},{"username":"teacher","role":"Giáo viên","name":"Nguyễn Văn An","place":"THPT Một"},{"username":"candidate","role":"Học sinh","name":"Trần Thị Bình","place":"Lớp 10A1"},{"username":"head","role":"Hiệu trưởng","name":"Lê Văn Hiệu","place":"THPT Một"}])
    p=scene()
    import_curriculum()
    for f in sorted(Path('lms/curriculum/data/nodes').glob('*.csv')): import_nodes(f)
    L=live_server.url
    def shot(name):
        for w in (1280,360):
            page.set_viewport_size({'width':w,'height':800 if w>400 else 740}); page.screenshot(path=str(OUT/f'{name}-{w}.png'),full_page=True)
    page.goto(L+'/dang-nhap/'); shot('login')
    page.goto(L+'/vao-lop/'); shot('door')
    page.goto(L+'/phu-huynh/'); shot('guardian')
    page.goto(L+'/chuong-trinh/?cap=thpt'); shot('programme')
    page.goto(L+'/chuong-trinh/MAT/thpt/10/'); shot('tree')
    log(page,L,'teacher')
    page.goto(L+'/lop/'); shot('classes')
    page.goto(L+f'/lop/{p.cohort.pk}/'); shot('class')
    page.click('button[value="15"]'); shot('board')
    code=page.inner_text('.board__code')
    page.goto(L+f'/lop/{p.cohort.pk}/mat-khau/'); shot('passwords')
    page.click('.button--main'); shot('slips')
    page.goto(L+f'/lop/{p.cohort.pk}/phu-huynh/'); page.click('.button--main'); shot('gslips')
    page.goto(L+'/tai-khoan/'); shot('account')
    page.context.clear_cookies()
    page.goto(L+'/vao-lop/'); page.fill('#id_code',code.lower()); page.click('.door__go'); shot('names')
    page.click('.names__one >> nth=1'); page.fill('#id_password','x'); page.click('.door__go'); shot('doorpw')
    log(page,L,'admin')
    page.goto(L+'/to-chuc/'); shot('units')
    page.goto(L+'/to-chuc/S/'); shot('unit')
    page.goto(L+'/to-chuc/S/sua/'); shot('editunit')
    page.goto(L+'/nguoi/'); shot('people')
    page.goto(L+f'/nguoi/{p.candidate.code}/'); shot('person')
    page.goto(L+f'/nguoi/{p.teacher.code}/vai-tro/'); shot('addrole')
    page.goto(L+'/vai-tro/'); shot('roles')
    page.goto(L+'/nhap-du-lieu/'); shot('imports')
    page.goto(L+'/nhap-du-lieu/curriculum/'); shot('upload')
    tables=province(); tables['enrollments'].append(place('bad','zz','h1')); 
    z=zipped(write_roster(tmp_path/'a',**tables), tmp_path/'truong.zip')
    page.goto(L+'/nhap-du-lieu/roster/'); page.set_input_files('#id_file',str(z)); page.click('.button--main'); shot('preview')
    page.click('.button--main'); shot('done')
    bad=tmp_path/'x.csv'; bad.write_text('a,b\n1,2\n')
    page.goto(L+'/nhap-du-lieu/curriculum/'); page.set_input_files('#id_file',str(bad)); page.click('.button--main'); shot('refused')
    page.goto(L+'/nhap-du-lieu/'); shot('imports2')
    log(page,L,'it'); page.goto(L+'/tai-khoan/'); shot('account2')
