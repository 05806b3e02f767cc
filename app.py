"""The front door: wires the script, the routes, the gate and the files together, and holds no rule.

`streamlit run app.py`, `python app.py` and `uvicorn app:app` serve the same app.
"""

import streamlit as st

from campaign.config import ROOT, settings
from campaign.ui.errors import on_script_error
from campaign.web.start import MIDDLEWARE, ROUTES, check_start, lifespan

check_start()
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
