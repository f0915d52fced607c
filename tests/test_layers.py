"""The house's rule: imports and foreign keys point downward only."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps

LEVELS = {
    "core": 0,
    "ui": 1,
    "office": 2,
    "api": 3,
    "partners": 4,
    "networks": 5,
    "eufunding": 5,
    "consular": 5,
    "delegations": 6,
    "reporting": 7,
    "demo": 8,
}


def test_imports_point_downward() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_foreign_keys_point_downward() -> None:
    wrong = []
    for model in apps.get_models():
        level = LEVELS.get(model._meta.app_label)
        if level is None:
            continue
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            target = field.related_model._meta.app_label
            other = LEVELS.get(target, 0)
            if target != model._meta.app_label and other >= level:
                wrong.append(f"{model.__name__}.{field.name} → {target}")
    assert wrong == []
