import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
const port=3111, base=`http://127.0.0.1:${port}`
const folder=mkdtempSync('/tmp/linli-shots-')
const child=spawn('/work/stage/linli',['serve','--listen',`127.0.0.1:${port}`,'--base-url',base,'--data-dir',folder,'--database-url',`sqlite://${folder}/linli.db`],{env:{...process.env,LINLI_DEMO:'true',LINLI_SIGN_INS:'1000'},cwd:'/work/stage'})
let out='';child.stdout.on('data',d=>out+=d);child.stderr.on('data',d=>out+=d)
for(let i=0;i<400;i++){const r=await fetch(base+'/healthz').catch(()=>null);if(r?.ok)break;await new Promise(r=>setTimeout(r,50))}
await new Promise(r=>setTimeout(r,500))
console.log(out)
const links=[...new Set([...out.matchAll(/\/c\/[\w.-]+/g)].map(([l])=>l))]
const surveys=[...new Set([...out.matchAll(/\/s\/[\w.-]+/g)].map(([l])=>l))]
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',chromiumSandbox:false,args:['--disable-background-networking','--disable-component-update','--disable-sync']})
const phone={viewport:{width:360,height:740},deviceScaleFactor:1},desk={viewport:{width:1440,height:900}}
async function shot(name,opts,path,fn){const c=await browser.newContext({baseURL:base,locale:'zh-CN',timezoneId:'Asia/Shanghai',...opts});const p=await c.newPage();if(opts.staff){await p.goto('/desk/sign-in');await p.fill('[name="entry[account]"]','1001');await p.fill('[name="entry[password]"]','wutong-demo');await p.click('form button.button');await p.waitForURL(/\/desk$/)}
 await p.goto(path);await p.waitForTimeout(900);if(fn)await fn(p);await p.screenshot({path:`/tmp/shots/${name}.png`,fullPage:opts.full??false});await c.close()}
const what=process.argv.slice(2)
const all={
 start:()=>shot('start-360',{...phone,full:true},'/'),
 start_d:()=>shot('start-1440-dark',{...desk,colorScheme:'dark'},'/'),
 form:()=>shot('form-360',{...phone,full:true},'/complaints/new?community=wt'),
 form_d:()=>shot('form-1440',{...desk,full:true},'/complaints/new?community=wt',async p=>{await p.fill('#text','电梯坏了三天');await p.fill('[name="draft[households]"]','12')}),
 form_en:()=>shot('form-1440-en-dark',{...desk,locale:'en-GB',colorScheme:'dark'},'/complaints/new?community=wt'),
 wrong:()=>shot('wrong-360',{...phone},'/complaints/new?community=wt',async p=>{await p.click('form button.button');await p.waitForTimeout(400)}),
 track:()=>shot('track-360',{...phone,full:true},links[0]),
 track2:()=>shot('track-1440-hant',{...desk,locale:'zh-TW'},links[2]),
 receipt:()=>shot('receipt-1440',{...desk},links[0]+'/receipt'),
 receipt_p:()=>shot('receipt-360',{...phone,full:true},links[0]+'/receipt'),
 queue:()=>shot('queue-1440',{...desk,staff:true},'/desk'),
 queue_d:()=>shot('queue-1440-dark',{...desk,staff:true,colorScheme:'dark'},'/desk'),
 queue_p:()=>shot('queue-360',{...phone,staff:true},'/desk'),
 complaint:()=>shot('complaint-1440',{...desk,staff:true,full:true},'/desk',async p=>{await p.click('.queue a.title >> nth=0');await p.waitForTimeout(900)}),
 tell:()=>shot('tell-1440',{...desk,staff:true},'/desk/to-tell'),
 scores:()=>shot('scores-1440',{...desk,staff:true,full:true},'/desk/scores'),
 elder:()=>shot('elder-360',{...phone,full:true},'/set/size/large?back=/complaints/new?community=wt'),
 settings:()=>shot('settings-360-hant',{...phone,locale:'zh-TW'},'/settings'),
}
for(const [k,f] of Object.entries(all)) if(!what.length||what.includes(k)){try{await f()}catch(e){console.log(k,String(e).slice(0,300))}}
await browser.close();child.kill('SIGTERM')
