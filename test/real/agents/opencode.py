"""Drives `opencode serve --port 18912` (a home whose only provider is keyword-model.mjs, a command gaps.md): two sessions and a fork of each."""
import json,sys,urllib.request,urllib.error,time,threading
B="http://127.0.0.1:18912"
def call(m,p,b=None,t=60):
    r=urllib.request.Request(B+p,method=m,data=None if b is None else json.dumps(b).encode(),headers={"content-type":"application/json"})
    try:
        with urllib.request.urlopen(r,timeout=t) as x:
            s=x.read().decode(); 
            try: return json.loads(s)
            except Exception: return s
    except urllib.error.HTTPError as e: return ("ERR",e.code,e.read().decode()[:300])
    except Exception as e: return ("EXC",str(e))
M={"providerID":"scripted","modelID":"s1"}
def say(sid,text,**k): return call("POST",f"/session/{sid}/message",{"model":M,"parts":[{"type":"text","text":text}]},**k)
s=call("POST","/session",{}); sid=s["id"]; print(sid)
r=say(sid,"fix the failing cart test"); print(str(r)[:200])
# shell by hand
print("shell",str(call("POST",f"/session/{sid}/shell",{"agent":"build","model":M,"command":"ls cart.txt nothing.txt"}))[:300])
# a second prompt, then revert it
r=say(sid,"rename the cart to basket"); print(str(r)[:150])
msgs=call("GET",f"/session/{sid}/message"); users=[m for m in msgs if m["info"]["role"]=="user"]
print([ (m["info"]["id"],[p.get("text") for p in m["parts"]]) for m in users])
print("revert",str(call("POST",f"/session/{sid}/revert",{"messageID":users[-1]["info"]["id"]}))[:300])
# command
s2=call("POST","/session",{})["id"]
print("command",str(call("POST",f"/session/{s2}/command",{"command":"gaps","arguments":"the cart module","model":"scripted/s1"}))[:200])
# abort
def slow(): print("slow",str(say(s2,"slowly count the carts",t=40))[:200])
th=threading.Thread(target=slow); th.start(); time.sleep(2.5)
# queue another while busy
def queued(): print("queued",str(say(s2,"and add a changelog",t=60))[:200])
tq=threading.Thread(target=queued); tq.start(); time.sleep(0.5)
th.join(); tq.join()
th=threading.Thread(target=lambda: print("hang",str(say(s2,"hang on please",t=30))[:200])); th.start(); time.sleep(3)
print("abort",call("POST",f"/session/{s2}/abort")); th.join()
# fork
print("fork",str(call("POST",f"/session/{sid}/fork",{"messageID":users[-1]["info"]["id"]}))[:300])
f=call("POST",f"/session/{s2}/fork",{}); print("fork2",str(f)[:300])
print(str(say(f["id"],"add a changelog in the fork"))[:100])
# file mention
print("file",str(call("POST",f"/session/{f['id']}/message",{"model":M,"parts":[{"type":"text","text":"read @README.md"},{"type":"file","mime":"text/plain","filename":"README.md","url":"file://"+sys.argv[1]+"/README.md"}]}))[:200])
print("sum",str(call("POST",f"/session/{f['id']}/summarize",{"providerID":"scripted","modelID":"s1"}))[:200])
print(str(say(f["id"],"after the summary"))[:100])
