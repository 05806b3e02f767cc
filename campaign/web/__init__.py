"""HTTP beside Streamlit: the gate before every page, sign-in, static files, health. Data comes through services."""
