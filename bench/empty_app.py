"""The floor: a Streamlit page that draws one line and reads nothing, so a rerun costs Streamlit alone."""

import streamlit as st

st.write("empty")
