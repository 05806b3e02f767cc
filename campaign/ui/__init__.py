"""The Streamlit side of the house: frame, navigation, state and cached reads. No rule of the field lives here."""
