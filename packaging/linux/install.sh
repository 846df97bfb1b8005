#!/bin/sh
# 只用本文件夹里的安装包，不连网络；程序装在 venv 里。 Installs from this folder alone, into venv.
set -eu
cd "$(dirname "$0")"

check='import sys, sysconfig; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sysconfig.get_platform() == "linux-x86_64"))'
python=
for each in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
  if "$each" -c "$check" 2>/dev/null; then python=$each; break; fi
done
if [ -z "$python" ]; then
  echo "没有找到 Python 3.11、3.12 或 3.13（64 位 x86）。请用系统的软件源安装，或用 PYTHON=/路径/python3.12 指定。" >&2
  echo "No Python 3.11, 3.12 or 3.13 (x86-64) was found: install one, or name it by PYTHON=/path/to/python3.12" >&2
  exit 1
fi

rm -rf venv
"$python" -m venv venv
venv/bin/python -m pip install --isolated --disable-pip-version-check --quiet \
  --no-index --find-links wheels --require-hashes -r requirements.lock
venv/bin/python -m convergence_cli assess 示例.xlsx >/dev/null
echo "装好了，运行： $PWD/venv/bin/convergence assess 示例.xlsx --export 差距报告.html"
echo "Installed: $PWD/venv/bin/convergence"
