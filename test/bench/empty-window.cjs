// The least that a window can be: what the window of Hallpass is measured against.
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<h1>Ready</h1>'))
app.on('window-all-closed', () => app.quit())
