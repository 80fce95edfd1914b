"""The address of the demonstration."""

from django.urls import path

from local.demo.page import people_page

urlpatterns = [path("", people_page, name="demo")]
