"""Lets pi write two sessions in a throw-away home: python3 pi.py HOME path/to/pi-coding-agent/dist/cli.js, with keyword-model.mjs at work."""
import json,subprocess,os,time,threading,queue,sys
HOME,P=sys.argv[1:3]
os.makedirs(HOME+"/shop",exist_ok=True)
os.makedirs(HOME+"/.pi/agent/prompts",exist_ok=True); os.makedirs(HOME+"/.pi/agent/skills/invoices",exist_ok=True)
json.dump({"providers":{"scripted":{"baseUrl":"http://127.0.0.1:18911/v1","api":"openai-completions","apiKey":"not-a-key","models":[{"id":"s1"}]}}},open(HOME+"/.pi/agent/models.json","w"))
open(HOME+"/.pi/agent/prompts/gaps.md","w").write("---\ndescription: gaps\n---\nLook at $@ and say which tests are missing in it.\n")
open(HOME+"/.pi/agent/skills/invoices/SKILL.md","w").write("---\nname: invoices\ndescription: Lists invoices\n---\n# Invoices\nList them.\n")
env={"HOME":HOME,"PATH":os.environ["PATH"],"PI_OFFLINE":"1","PI_SKIP_VERSION_CHECK":"1"}
def start(*a):
    p=subprocess.Popen(["node",P,"--mode","rpc","--provider","scripted","--model","s1",*a],cwd=HOME+"/shop",env=env,stdin=subprocess.PIPE,stdout=subprocess.PIPE,stderr=subprocess.PIPE,text=True)
    q=queue.Queue()
    threading.Thread(target=lambda:[q.put(l) for l in p.stdout],daemon=True).start()
    return p,q
def send(p,**k): p.stdin.write(json.dumps(k)+"\n"); p.stdin.flush()
def wait(q,pred,t=40):
    end=time.time()+t
    while time.time()<end:
        try: l=q.get(timeout=1)
        except queue.Empty: continue
        try: m=json.loads(l)
        except Exception: continue
        if pred(m): return m
    print("timeout")
end=lambda m:m.get("type")=="agent_end"
resp=lambda c:(lambda m:m.get("type")=="response" and m.get("command")==c)
p,q=start()
send(p,type="prompt",message="fix the failing cart test"); print(bool(wait(q,end)))
send(p,type="prompt",message="rename the cart to basket"); wait(q,end)
send(p,type="bash",command="ls cart.txt nothing.txt"); print(wait(q,resp("bash")))
send(p,type="prompt",message="/gaps the cart module"); wait(q,end)
send(p,type="prompt",message="/skill:invoices only of March"); wait(q,end)
send(p,type="prompt",message="slowly count the carts"); time.sleep(1.5)
send(p,type="follow_up",message="and add a changelog"); wait(q,end); time.sleep(2)
send(p,type="prompt",message="hang on please"); time.sleep(2); send(p,type="abort"); print(wait(q,resp("abort")))
send(p,type="get_fork_messages"); m=wait(q,resp("get_fork_messages")); print(str(m)[:600])
ms=m["data"]["messages"]
send(p,type="fork",entryId=ms[2]["entryId"]); print(wait(q,resp("fork")))
send(p,type="prompt",message="add a changelog in the fork"); wait(q,end)
p.stdin.close(); time.sleep(1); p.terminate()
print(p.stderr.read()[-500:])
