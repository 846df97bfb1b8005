@echo off
chcp 936 >nul
setlocal
title convergence 评估

set "PY=%~dp0venv\Scripts\python.exe"
if exist "%PY%" goto ready
echo 还没有安装：请先双击“安装.bat”。
pause
exit /b 1

:ready
if not "%~1"=="" goto next
echo 请把填好的问卷拖到这个文件的图标上，松开鼠标。可以一次拖几份。
pause
exit /b 1

:next
if "%~1"=="" exit /b 0
rem 名字里可能有 & 一类的符号，不写到屏幕上。
echo 正在评估……
"%PY%" -m convergence_cli assess "%~1" --lang zh --export "%~dpn1-差距报告.html" >nul
if errorlevel 1 goto failed
start "" "%~dpn1-差距报告.html"
shift
goto next

:failed
echo.
echo 没有评估成，原因见上面的提示。
pause
shift
goto next
