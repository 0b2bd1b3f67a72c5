"""What a server answers beside its pages: measures as data, and whether it is well.

    from service import routes
    st.App("dashboard.py", routes=routes(opened, admit))

It knows neither Streamlit nor how somebody signs in: who asks is told by whoever starts it (frame/serving.py).
"""

from service.guard import Admit, Refused, Who
from service.routes import routes

__all__ = ["Admit", "Refused", "Who", "routes"]
