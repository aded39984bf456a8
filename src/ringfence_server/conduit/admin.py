"""Conduit in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile


@admin.register(Profile)
class ProfileAdmin(OwnedModelAdmin):
    """People who have entered Conduit. The name is the account's, and is changed there."""

    list_display = ["id", "username"]
    search_fields = ["username"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "username")


@admin.register(Article)
class ArticleAdmin(OwnedModelAdmin):
    """Articles of everyone."""

    list_display = ["id", "owner", "slug", "title", "created_at"]
    list_filter = ["created_at"]
    search_fields = ["slug", "title", "owner__username"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "author", "source")


@admin.register(ArticleTag)
class ArticleTagAdmin(OwnedModelAdmin):
    """Tags of articles."""

    list_display = ["id", "owner", "article", "name", "position"]
    list_select_related = ("owner", "article")
    search_fields = ["name", "article__slug"]
    raw_id_fields = ["article"]


@admin.register(Comment)
class CommentAdmin(OwnedModelAdmin):
    """Comments of everyone."""

    list_display = ["id", "owner", "article", "created_at"]
    list_select_related = ("owner", "article")
    list_filter = ["created_at"]
    search_fields = ["body", "owner__username", "article__slug"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "article", "author")


@admin.register(Favorite)
class FavoriteAdmin(OwnedModelAdmin):
    """Who likes what."""

    list_display = ["id", "owner", "article"]
    list_select_related = ("owner", "article")
    search_fields = ["owner__username", "article__slug"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "article")


@admin.register(Follow)
class FollowAdmin(OwnedModelAdmin):
    """Who follows whom."""

    list_display = ["id", "owner", "profile"]
    list_select_related = ("owner", "profile")
    search_fields = ["owner__username", "profile__username"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "profile")
