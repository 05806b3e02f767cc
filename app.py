"""The front door: wires the script, the routes, the gate and the files together, and holds no rule.

`streamlit run app.py`, `python app.py` and `uvicorn app:app` serve the same app.
"""

import streamlit as st
from streamlit import config

from campaign.config import ROOT, settings
from campaign.ui.errors import on_script_error
from campaign.web.start import MIDDLEWARE, ROUTES, check_start, lifespan

check_start()
# uvicorn names no script, and Streamlit would then look for the settings beside the shell instead of here.
config._main_script_path = config._main_script_path or __file__  # noqa: SLF001 - there is no public way
app = st.App(
    ROOT / "campaign" / "ui" / "shell.py",
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=on_script_error,
)

if __name__ == "__main__":
    # `streamlit run` and uvicorn have their own options for this.
    app.run(config={"server.address": settings().host, "server.port": settings().port})
