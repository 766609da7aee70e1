import time, pytest
from django.db import connection
from tests.actions.world import *
from tests.actions.steps import OFFICER
pytestmark = pytest.mark.usefixtures("season")
from duban.records.models import StandingRow
import json
def test_bench():
    look_everywhere()
    pay=[json.dumps(r.payload) for r in rows(StandingRow).all()]
    big=max(pay,key=len); print("payloads", len(pay), sorted(map(len,pay))[-5:])
    with connection.cursor() as c:
        c.execute("create temp table s as select gen_random_uuid() as enterprise_id, %s::jsonb as payload from generate_series(1,20000)", [big])
        for _ in range(2):
            t=time.perf_counter(); c.execute("with stood as (select enterprise_id, payload->'open_hazards' h, payload->'overdue' i from s) select count(*) from stood cross join lateral jsonb_array_elements_text(h)"); print(c.fetchall(), time.perf_counter()-t)
