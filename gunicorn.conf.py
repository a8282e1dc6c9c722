"""What gunicorn reads by itself when a door is started in this folder: `gunicorn portal.wsgi:app`.

One process, because keys, pools and limits live in one memory; the worker of our own, because gunicorn's lets whoever
stays on the line hold up everybody else (web/worker.py). The public door is started with `--threads 320`.
"""

worker_class = "web.worker.DoorWorker"
workers = 1
threads = 32
control_socket_disable = True
