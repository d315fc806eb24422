import { openSqliteStore } from '/work/main/shared/adapters/sqlite/store.ts';
import { createEngine } from '/work/main/shared/app/engine.ts';
import { embeddedInstallation } from '/work/main/local/installation.ts';
import { layDemonstration, startOfShow } from '/work/main/local/demonstration.ts';
import { parseInstant, addSeconds } from '/work/main/shared/domain/time/instant.ts';
import { dutyOf } from '/work/main/shared/app/rows.ts';
const t0=performance.now();
const inst = embeddedInstallation(openSqliteStore({file:':memory:'}));
console.log('inst', performance.now()-t0);
for (const at of process.argv.slice(2)) {
  const t=performance.now();
  const store=openSqliteStore({file:':memory:'});
  const e=createEngine({...inst, store});
  const now=parseInstant(at);
  await layDemonstration(e, now);
  console.log('laid', at, performance.now()-t);
  if (process.argv.length===3) for (const v of ['open-duties','settled-duties']) for (const r of await store.view({district:'demo',name:v,limit:100})) { const d=dutyOf(r) as any; console.log(v, r.id, d.plan.dueAt, d.judgement?.verdict ?? d.status, d.progress.overdueAt, d.plan.notApplicable); }
  const e2=createEngine({...inst, store: openSqliteStore({file:':memory:'})}); const s=startOfShow(e2, now); await layDemonstration(e2, s, {meetingIn:1}); 
}
