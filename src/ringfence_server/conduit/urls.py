"""The addresses of Conduit."""

from ringfence.api.routers import path
from ringfence_server.conduit import feeds, profile_views, users, views

ARTICLE = r"articles/(?P<slug>[^/]+)"
PROFILE = r"profiles/(?P<username>[^/]+)"

urlpatterns = [
    *users.urlpatterns,
    path("articles", views.ArticlesView.as_view(), name="conduit-articles"),
    path("articles/feed", views.FeedView.as_view(), name="conduit-feed"),
    path(ARTICLE, views.OneArticleView.as_view(), name="conduit-article"),
    path(f"{ARTICLE}/favorite", views.FavoriteView.as_view(), name="conduit-favorite"),
    path(f"{ARTICLE}/comments", views.CommentsView.as_view(), name="conduit-comments"),
    path(f"{ARTICLE}/comments/(?P<pk>[^/]+)", views.CommentView.as_view(), name="conduit-comment"),
    path(PROFILE, profile_views.ProfileView.as_view(), name="conduit-profile"),
    path(f"{PROFILE}/follow", profile_views.FollowView.as_view(), name="conduit-follow"),
    path(r"articles\.atom", feeds.ArticlesFeedView.as_view(), name="conduit-articles-atom"),
    path(rf"{PROFILE}/articles\.atom", feeds.AuthorFeedView.as_view(), name="conduit-profile-atom"),
    path("tags", views.TagsView.as_view(), name="conduit-tags"),
]
