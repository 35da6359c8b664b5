"""Prints the metrics that statuspage-prometheus-exporter makes of a status page: `read_exporter.py ADDRESS`.

It keeps caches in the working folder, which must be an empty one.
"""

import json
import os
import sys
from pathlib import Path

services = Path("services.json")
services.write_text(
    json.dumps({"ours": {"name": "Ours", "url": f"{sys.argv[1]}api/v2/summary.json"}}), encoding="utf-8"
)
os.environ["SERVICES_JSON_PATH"] = str(services.resolve())

from prometheus_client import REGISTRY  # noqa: E402 - the exporter reads its settings when it is imported
from statuspage_prometheus_exporter.service_checker import (  # noqa: E402
    SERVICES,
    check_service_status,
)
from statuspage_prometheus_exporter.service_monitor import monitor_services  # noqa: E402

checked = check_service_status("ours", SERVICES["ours"])
monitor_services(is_initial_run=True)
metrics = [
    {"name": sample.name, "labels": sample.labels, "value": sample.value}
    for metric in REGISTRY.collect()
    for sample in metric.samples
    if sample.name.startswith("statuspage_")
]
json.dump({"checked": checked, "metrics": metrics}, sys.stdout)
