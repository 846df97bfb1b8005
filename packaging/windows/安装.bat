@echo off
chcp 936 >nul
setlocal
cd /d "%~dp0"
title convergence 安装

rem 只用本文件夹里的安装包，不连网络，不改系统设置；装好的程序在 venv 文件夹里。
set "CHECK=import sys, sysconfig; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sysconfig.get_platform() == 'win-amd64'))"
set "PY="
for %%v in (3.13 3.12 3.11) do if not defined PY py -%%v -c "%CHECK%" >nul 2>nul && set "PY=py -%%v"
for %%c in (python python3) do if not defined PY %%c -c "%CHECK%" >nul 2>nul && set "PY=%%c"
if defined PY goto install

echo.
echo 没有找到 64 位的 Python 3.11、3.12 或 3.13。
echo.
echo 1. 在能上网的电脑上打开 https://www.python.org/downloads/windows/
echo    下载 3.12 的 “Windows installer (64-bit)”，拷到这台电脑上双击安装，
echo    安装时勾选 “Add python.exe to PATH”。不能上网的，请找本单位的信息部门。
echo    Windows 7 装不了这些版本，请换一台 Windows 10 或 11 的电脑。
echo 2. 装好 Python 后，再双击一次“安装.bat”。
echo.
pause
exit /b 1

:install
echo 用 %PY% 安装，大约要一两分钟，请不要关闭窗口……
if exist venv rmdir /s /q venv
%PY% -m venv venv
if errorlevel 1 goto failed
venv\Scripts\python.exe -m pip install --isolated --disable-pip-version-check --quiet --no-index --find-links wheels --require-hashes -r requirements.lock
if errorlevel 1 goto failed
venv\Scripts\python.exe -m convergence_cli assess 示例.xlsx --lang zh >nul
if errorlevel 1 goto failed
echo.
echo 装好了。把填好的问卷拖到“把问卷拖到这里.bat”的图标上，就会打开评估结果。
echo.
pause
exit /b 0

:failed
echo.
echo 没有装成，原因见上面的提示。请把这个窗口拍下来，发给提供安装包的人。
echo 文件夹的路径太长时也会装不成，可以移到 D:\convergence 这样的位置再试。
echo.
if exist venv rmdir /s /q venv
pause
exit /b 1
