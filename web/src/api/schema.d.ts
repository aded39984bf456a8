// Generated from the OpenAPI document: `npm run schema`. Not to be edited.

export interface paths {
    "/.well-known/jwks.json/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key set; may be cached for a few minutes
         * @description The key set; may be cached for a few minutes.
         */
        get: operations["well_known_jwks_json_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles.atom/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest 20 articles as an Atom feed
         * @description The newest 20 articles as an Atom feed.
         */
        get: operations["conduit_articles_atom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Articles without their bodies, newest first
         * @description Articles without their bodies, newest first. Filters narrow each other.
         */
        get: operations["conduit_articles"];
        put?: never;
        /**
         * Publish an article; whoever had not entered Conduit has a profile from then on
         * @description Publish an article; whoever had not entered Conduit has a profile from then on.
         */
        post: operations["conduit_article_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/feed/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Articles of the people whom you follow, without their bodies, newest first
         * @description Articles of the people whom you follow, without their bodies, newest first.
         */
        get: operations["conduit_feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/{slug}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The article, whoever wrote it
         * @description The article, whoever wrote it.
         */
        get: operations["conduit_article"];
        /**
         * Change what is given and leave the rest; with another title the article has another slug
         * @description Change what is given and leave the rest; with another title the article has another slug.
         */
        put: operations["conduit_article_change"];
        post?: never;
        /**
         * Delete the article for good, with everybody's comments and favourites of it
         * @description Delete the article for good, with everybody's comments and favourites of it.
         */
        delete: operations["conduit_article_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/{slug}/comments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The article's comments, newest first
         * @description The article's comments, newest first.
         */
        get: operations["conduit_comments"];
        put?: never;
        /**
         * Comment on the article
         * @description Comment on the article.
         */
        post: operations["conduit_comment_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/{slug}/comments/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete one's own comment, for good
         * @description Delete one's own comment, for good.
         */
        delete: operations["conduit_comment_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/{slug}/favorite/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Like the article; once is enough
         * @description Like the article; once is enough.
         */
        post: operations["conduit_favorite"];
        /**
         * Like the article no more
         * @description Like the article no more.
         */
        delete: operations["conduit_unfavorite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session and return its tokens; with a second factor, 401 and a challenge comes first
         * @description Begin a session and return its tokens; with a second factor, 401 and a challenge comes first.
         */
        post: operations["auth_token_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the session's tokens
         * @description Rotate the session's tokens.
         */
        post: operations["auth_token_refresh_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/authors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List authors
         * @description The caller's authors, by name. Deleting one leaves the books. `?expand=books` shows them in full.
         */
        get: operations["library_authors_list"];
        put?: never;
        /**
         * Create an author
         * @description Makes an author of the caller's and answers with it.
         */
        post: operations["library_authors_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/authors/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["library_authors_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/authors/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an author
         * @description One author by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["library_authors_retrieve"];
        /**
         * Replace an author
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["library_authors_update"];
        post?: never;
        /**
         * Delete an author
         * @description Takes the author away: it is gone from every list and 404 by its id.
         */
        delete: operations["library_authors_destroy"];
        options?: never;
        head?: never;
        /**
         * Change an author
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["library_authors_partial_update"];
        trace?: never;
    };
    "/api/books/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List books
         * @description The caller's books, by title. Deleting one takes its details and quotes along, and leaves the authors.
         */
        get: operations["library_books_list"];
        put?: never;
        /**
         * Create a book
         * @description Makes a book of the caller's and answers with it.
         */
        post: operations["library_books_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["library_books_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a book
         * @description One book by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["library_books_retrieve"];
        /**
         * Replace a book
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["library_books_update"];
        post?: never;
        /**
         * Delete a book
         * @description Takes the book away: it is gone from every list and 404 by its id.
         */
        delete: operations["library_books_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a book
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["library_books_partial_update"];
        trace?: never;
    };
    "/api/health/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 200 `{"status": "ok"}` while the process answers requests
         * @description 200 `{"status": "ok"}` while the process answers requests.
         */
        get: operations["health_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session of a refresh token
         * @description End the session of a refresh token.
         */
        post: operations["logout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is logged in
         * @description Who is logged in.
         */
        get: operations["me_retrieve"];
        put?: never;
        post?: never;
        /**
         * Close the account now and delete it after the grace time, in which `/api/me/reopen/` undoes it
         * @description Close the account now and delete it after the grace time, in which `/api/me/reopen/` undoes it.
         */
        delete: operations["me_destroy"];
        options?: never;
        head?: never;
        /**
         * Change names, and with the password the e-mail address
         * @description Change names, and with the password the e-mail address.
         */
        patch: operations["me_partial_update"];
        trace?: never;
    };
    "/api/me/activity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List activity
         * @description What happened to the caller's account, newest first: log-ins, failed ones, what ended, what changed.
         */
        get: operations["me_activity_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/deactivate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the account until it is opened again: every session and personal token ends
         * @description Close the account until it is opened again: every session and personal token ends.
         */
        post: operations["me_deactivate_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The second factors that there are now
         * @description The second factors that there are now.
         */
        get: operations["me_factors_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factors/recovery-codes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new ones, which end the old ones
         * @description Make new ones, which end the old ones.
         */
        post: operations["me_factors_recovery_codes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factors/totp/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set one up; it protects nothing before it is confirmed
         * @description Begin to set one up; it protects nothing before it is confirmed.
         */
        post: operations["me_factors_totp_create"];
        /**
         * Remove the second factor and its recovery codes
         * @description Remove the second factor and its recovery codes.
         */
        delete: operations["me_factors_totp_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factors/totp/confirm/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app by a code of it; the recovery codes are shown this once
         * @description Confirm the authenticator app by a code of it; the recovery codes are shown this once.
         */
        post: operations["me_factors_totp_confirm_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/reopen/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the account again and log in, by the password and, where there is one, the second factor
         * @description Open the account again and log in, by the password and, where there is one, the second factor.
         */
        post: operations["me_reopen_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List personal tokens
         * @description The caller's live personal access tokens, newest first. DELETE ends one at once.
         */
        get: operations["me_tokens_list"];
        put?: never;
        /**
         * Make a token; `token` in the answer is shown this once
         * @description Make a token; `token` in the answer is shown this once.
         */
        post: operations["me_tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/tokens/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a personal token
         * @description One personal token by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["me_tokens_retrieve"];
        put?: never;
        post?: never;
        /**
         * End one token
         * @description End one token.
         */
        delete: operations["me_tokens_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notes
         * @description The caller's notes, newest first. `?search=` looks in title and body.
         */
        get: operations["notes_list"];
        put?: never;
        /**
         * Create a note
         * @description Makes a note of the caller's and answers with it.
         */
        post: operations["notes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["notes_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description The caller's tags, by name. Renaming one renames it on every note; deleting one leaves the notes.
         */
        get: operations["notes_tags_list"];
        put?: never;
        /**
         * Create a tag
         * @description Makes a tag of the caller's and answers with it.
         */
        post: operations["notes_tags_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/tags/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["notes_tags_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/tags/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tag
         * @description One tag by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["notes_tags_retrieve"];
        /**
         * Replace a tag
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["notes_tags_update"];
        post?: never;
        /**
         * Delete a tag
         * @description Takes the tag away: it is gone from every list and 404 by its id.
         */
        delete: operations["notes_tags_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a tag
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["notes_tags_partial_update"];
        trace?: never;
    };
    "/api/notes/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a note
         * @description One note by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["notes_retrieve"];
        /**
         * Replace a note
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["notes_update"];
        post?: never;
        /**
         * Delete a note
         * @description Takes the note away: it is gone from every list and 404 by its id.
         */
        delete: operations["notes_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a note
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["notes_partial_update"];
        trace?: never;
    };
    "/api/notes/{id}/publication/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say whether the note has an article, and whether that has what the note has now
         * @description Say whether the note has an article, and whether that has what the note has now.
         */
        get: operations["notes_publication_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}/publish/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an article of the note, for everyone to read (201); published again, the article is brought up to date
         * @description Make an article of the note, for everyone to read (201); published again, the article is brought up to date.
         *
         *     The note stays private, and the article stays when the note is changed or deleted. The caller is found in Conduit from then on.
         */
        post: operations["notes_publish_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}/unpublish/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete the note's article with its comments and favourites; nothing to do where there is none
         * @description Delete the note's article with its comments and favourites; nothing to do where there is none.
         */
        post: operations["notes_unpublish_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{username}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The person of this name, and whether you follow them
         * @description The person of this name, and whether you follow them.
         */
        get: operations["conduit_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{username}/articles.atom/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest 20 articles of one author as an Atom feed
         * @description The newest 20 articles of one author as an Atom feed.
         */
        get: operations["conduit_profile_atom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{username}/follow/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow the person; once is enough
         * @description Follow the person; once is enough.
         */
        post: operations["conduit_follow"];
        /**
         * Follow the person no more
         * @description Follow the person no more.
         */
        delete: operations["conduit_unfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List quotes
         * @description The caller's quotes, newest first.
         */
        get: operations["library_quotes_list"];
        put?: never;
        /**
         * Create a quote
         * @description Makes a quote of the caller's and answers with it.
         */
        post: operations["library_quotes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotes/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["library_quotes_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotes/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a quote
         * @description One quote by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["library_quotes_retrieve"];
        /**
         * Replace a quote
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["library_quotes_update"];
        post?: never;
        /**
         * Delete a quote
         * @description Takes the quote away: it is gone from every list and 404 by its id.
         */
        delete: operations["library_quotes_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a quote
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["library_quotes_partial_update"];
        trace?: never;
    };
    "/api/register/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Make an account.
         */
        post: operations["register_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description The caller's log-ins that are live, last used first. DELETE ends one: each of its tokens is dead at once.
         */
        get: operations["sessions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/end-all/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End every session, this one included
         * @description End every session, this one included.
         */
        post: operations["sessions_end_all_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/end-others/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End every session but this one
         * @description End every session but this one.
         */
        post: operations["sessions_end_others_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a session
         * @description One session by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["sessions_retrieve"];
        put?: never;
        post?: never;
        /**
         * End one session
         * @description End one session.
         */
        delete: operations["sessions_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a session
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["sessions_partial_update"];
        trace?: never;
    };
    "/api/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The names of the last 2,000 tags that were put on articles, 1,000 names at most, most used first
         * @description The names of the last 2,000 tags that were put on articles, 1,000 names at most, most used first.
         */
        get: operations["conduit_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description The caller's tasks, newest first. `?search=` looks in title and description.
         */
        get: operations["tasks_list"];
        put?: never;
        /**
         * Create a task
         * @description Makes a task of the caller's and answers with it.
         */
        post: operations["tasks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["tasks_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description The caller's tags, by name. Renaming one renames it on every task; deleting one leaves the tasks.
         */
        get: operations["tasks_tags_list"];
        put?: never;
        /**
         * Create a tag
         * @description Makes a tag of the caller's and answers with it.
         */
        post: operations["tasks_tags_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/tags/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["tasks_tags_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/tags/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tag
         * @description One tag by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["tasks_tags_retrieve"];
        /**
         * Replace a tag
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["tasks_tags_update"];
        post?: never;
        /**
         * Delete a tag
         * @description Takes the tag away: it is gone from every list and 404 by its id.
         */
        delete: operations["tasks_tags_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a tag
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["tasks_tags_partial_update"];
        trace?: never;
    };
    "/api/tasks/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task
         * @description One task by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["tasks_retrieve"];
        /**
         * Replace a task
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["tasks_update"];
        post?: never;
        /**
         * Delete a task
         * @description Takes the task away: it is gone from every list and 404 by its id.
         */
        delete: operations["tasks_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a task
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["tasks_partial_update"];
        trace?: never;
    };
    "/api/token/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session and return its tokens; with a second factor, 401 and a challenge comes first
         * @description Begin a session and return its tokens; with a second factor, 401 and a challenge comes first.
         */
        post: operations["token_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token/blacklist/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session of a refresh token, as SimpleJWT answers it
         * @description End the session of a refresh token, as SimpleJWT answers it.
         */
        post: operations["token_blacklist_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the session's tokens
         * @description Rotate the session's tokens.
         */
        post: operations["token_refresh_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask whether a token still opens something: 200 and an empty object, or 401
         * @description Ask whether a token still opens something: 200 and an empty object, or 401.
         */
        post: operations["token_verify_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List transactions
         * @description The caller's transactions, the latest day first. `?search=` looks in the description.
         */
        get: operations["transactions_list"];
        put?: never;
        /**
         * Create a transaction
         * @description Makes a transaction of the caller's and answers with it.
         */
        post: operations["transactions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["transactions_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/categories/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List categories
         * @description The caller's categories, by name. Deleting one leaves its transactions without.
         */
        get: operations["transactions_categories_list"];
        put?: never;
        /**
         * Create a category
         * @description Makes a category of the caller's and answers with it.
         */
        post: operations["transactions_categories_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/categories/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many in one request: all of it is done, or nothing
         * @description Create, update and delete many in one request: all of it is done, or nothing.
         *
         *     `create` has bodies as for POST, `update` bodies as for PATCH with the `id` in them, `delete` ids. The errors of a 400 are by part and by the item's place, from 0.
         */
        post: operations["transactions_categories_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/categories/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a category
         * @description One category by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["transactions_categories_retrieve"];
        /**
         * Replace a category
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["transactions_categories_update"];
        post?: never;
        /**
         * Delete a category
         * @description Takes the category away: it is gone from every list and 404 by its id.
         */
        delete: operations["transactions_categories_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a category
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["transactions_categories_partial_update"];
        trace?: never;
    };
    "/api/transactions/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file, made while it is sent
         * @description The file, made while it is sent.
         */
        get: operations["transactions_export_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/import/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check every line, then write what is not there yet
         * @description Check every line, then write what is not there yet. `?dry_run=true` only tells what would be done.
         */
        post: operations["transactions_import_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/summary/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sums of the transactions that pass the filters, `?by=month` (as if absent) or `?by=category`
         * @description The sums of the transactions that pass the filters, `?by=month` (as if absent) or `?by=category`.
         */
        get: operations["transactions_summary_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a transaction
         * @description One transaction by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["transactions_retrieve"];
        /**
         * Replace a transaction
         * @description Sets every field that is given; one that is required has to be, an optional one that is absent stays.
         */
        put: operations["transactions_update"];
        post?: never;
        /**
         * Delete a transaction
         * @description Takes the transaction away: it is gone from every list and 404 by its id.
         */
        delete: operations["transactions_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a transaction
         * @description Sets the fields that are given, and leaves the others as they are.
         */
        patch: operations["transactions_partial_update"];
        trace?: never;
    };
    "/api/trash/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List trashed rows
         * @description What the caller has deleted, latest first, for as long as it can be restored. `?search=` looks in the title.
         *
         *     Deleting something here deletes it for good.
         */
        get: operations["trash_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/empty/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete everything in the trash for good
         * @description Delete everything in the trash for good.
         */
        post: operations["trash_empty_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a trashed row
         * @description One trashed row by its id. One that is not there and one of somebody else's are the same 404.
         */
        get: operations["trash_retrieve"];
        put?: never;
        post?: never;
        /**
         * Delete a trashed row
         * @description Takes the trashed row away: it is gone from every list and 404 by its id.
         */
        delete: operations["trash_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/{id}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put it back, with everything that was deleted with it, under its old id
         * @description Put it back, with everything that was deleted with it, under its old id.
         *
         *     409 when a row that it belongs to is gone, 400 when a rule of its app forbids it now (a name that is taken).
         */
        post: operations["trash_restore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is logged in, with the token that was sent
         * @description Who is logged in, with the token that was sent.
         */
        get: operations["conduit_user_retrieve"];
        /**
         * Change what is given
         * @description Change what is given. A new password ends every other session; the token that was sent stays good.
         *
         *     With a second factor, `email` and `password` are not changed here (403).
         */
        put: operations["conduit_user_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * As PUT, whose fields are all optional
         * @description As PUT, whose fields are all optional.
         */
        patch: operations["conduit_user_partial_update"];
        trace?: never;
    };
    "/api/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account and log in
         * @description Make an account and log in. Where activation is required, `token` is null until it is activated.
         */
        post: operations["conduit_users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session and return its token
         * @description Begin a session and return its token. With a second factor, 401 until `otp` is given as well.
         */
        post: operations["conduit_users_login_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session: its token is dead at once
         * @description End the session: its token is dead at once.
         */
        post: operations["conduit_users_logout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/web/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session; the body holds the access token alone
         * @description Begin a session; the body holds the access token alone.
         */
        post: operations["web_login_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/web/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session, if there is one, and take the cookie away
         * @description End the session, if there is one, and take the cookie away.
         */
        post: operations["web_logout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/web/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the session's tokens; a dead cookie is taken away
         * @description Rotate the session's tokens; a dead cookie is taken away.
         */
        post: operations["web_refresh_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/jwt/create/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session and return its tokens; with a second factor, 401 and a challenge comes first
         * @description Begin a session and return its tokens; with a second factor, 401 and a challenge comes first.
         */
        post: operations["jwt_create_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/jwt/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the session's tokens
         * @description Rotate the session's tokens.
         */
        post: operations["jwt_refresh_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/jwt/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask whether a token still opens something: 200 and an empty object, or 401
         * @description Ask whether a token still opens something: 200 and an empty object, or 401.
         */
        post: operations["jwt_verify_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Make an account. Open to anyone.
         */
        post: operations["users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/activation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate the account, or make a new e-mail address the account's own
         * @description Activate the account, or make a new e-mail address the account's own.
         */
        post: operations["users_activation_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is logged in
         * @description Who is logged in.
         */
        get: operations["users_me_retrieve"];
        /**
         * Take another e-mail address
         * @description Take another e-mail address. Where activation is required, it counts once its mail's link was used.
         */
        put: operations["users_me_update"];
        post?: never;
        /**
         * Close the account now, and delete it after a grace time in which its person can open it again
         * @description Close the account now, and delete it after a grace time in which its person can open it again.
         */
        delete: operations["users_me_destroy"];
        options?: never;
        head?: never;
        /**
         * Take another e-mail address: as PUT, whose fields are all optional
         * @description Take another e-mail address: as PUT, whose fields are all optional.
         */
        patch: operations["users_me_partial_update"];
        trace?: never;
    };
    "/auth/users/resend_activation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link; the answer is the same whether or not the address is known
         * @description Ask for a mail with a link; the answer is the same whether or not the address is known.
         */
        post: operations["users_resend_activation_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/reset_password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link; the answer is the same whether or not the address is known
         * @description Ask for a mail with a link; the answer is the same whether or not the address is known.
         */
        post: operations["users_reset_password_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/reset_password_confirm/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password; every session and personal token ends
         * @description Set a new password; every session and personal token ends.
         */
        post: operations["users_reset_password_confirm_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/reset_username/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link; the answer is the same whether or not the address is known
         * @description Ask for a mail with a link; the answer is the same whether or not the address is known.
         */
        post: operations["users_reset_username_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/reset_username_confirm/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take another username
         * @description Take another username.
         */
        post: operations["users_reset_username_confirm_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/set_password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password; every other session ends
         * @description Set a new password; every other session ends.
         */
        post: operations["users_set_password_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/set_username/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take another username
         * @description Take another username.
         */
        post: operations["users_set_username_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/users/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is logged in
         * @description Who is logged in.
         */
        get: operations["users_retrieve"];
        /**
         * Take another e-mail address
         * @description Take another e-mail address. Where activation is required, it counts once its mail's link was used.
         */
        put: operations["users_update"];
        post?: never;
        /**
         * Close the account now, and delete it after a grace time in which its person can open it again
         * @description Close the account now, and delete it after a grace time in which its person can open it again.
         */
        delete: operations["users_destroy"];
        options?: never;
        head?: never;
        /**
         * Take another e-mail address: as PUT, whose fields are all optional
         * @description Take another e-mail address: as PUT, whose fields are all optional.
         */
        patch: operations["users_partial_update"];
        trace?: never;
    };
    "/healthz/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Liveness: like `health`, at the address that orchestrators ask
         * @description Liveness: like `health`, at the address that orchestrators ask.
         */
        get: operations["alive_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness: 200 while requests can be served, else 503 with `Retry-After` (RFC 9110, 10.2.3)
         * @description Readiness: 200 while requests can be served, else 503 with `Retry-After` (RFC 9110, 10.2.3).
         */
        get: operations["ready_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An error that is about no field in particular. Some codes bring further members. */
        Error: {
            /** @description A sentence for a person. It may change. */
            detail: string;
            /** @description A stable word for a program. */
            code: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Sentences about one field; for what is nested, by field or by index. */
        Messages: (string | components["schemas"]["Messages"])[] | {
            [key: string]: components["schemas"]["Messages"];
        };
        /** @description Errors by field or query parameter. What is about none is under `non_field_errors`. */
        InvalidInput: {
            code: string | components["schemas"]["Messages"];
        } & {
            [key: string]: components["schemas"]["Messages"];
        };
        /** @description The same as RFC 9457 has it, for callers whose `Accept` names `application/problem+json`. */
        Problem: {
            /**
             * Format: uri
             * @description `about:blank`, or a URN with the code.
             */
            type: string;
            title: string;
            status: number;
            /** @description A sentence for a person. It may change. */
            detail: string;
            /** @description A stable word for a program. */
            code: string;
            /** @description One for each thing that is wrong. */
            errors: {
                /** @description Where in the body (RFC 6901). */
                pointer?: string;
                /** @description Which query parameter. */
                parameter?: string;
                /** @description A stable word for a program. */
                code: string;
                /** @description A sentence for a person. It may change. */
                detail: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        Access: {
            access: string;
        };
        /** @description One event. */
        Activity: {
            readonly id: number;
            readonly kind: components["schemas"]["KindEnum"];
            /** Format: date-time */
            readonly created_at: string;
            readonly device: string;
            readonly address: string | null;
            readonly detail: unknown;
        };
        /** @description An e-mail address that a link is to be sent to, if it is somebody's. */
        AddressRequest: {
            /** Format: email */
            email: string;
        };
        /** @description An article. */
        Article: {
            readonly slug: string;
            readonly title: string;
            readonly description: string;
            readonly tagList: string[];
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly favorited: boolean;
            readonly favoritesCount: number;
            readonly author: components["schemas"]["Profile"];
            readonly body: string;
        };
        /** @description What an author writes. */
        ArticleInputRequest: {
            title: string;
            description: string;
            body: string;
            tagList?: string[];
        };
        /** @description An author. `books` are the ids of the books that name the author. */
        Author: {
            readonly id: number;
            name: string;
            readonly books: number[] | components["schemas"]["Book"][];
        };
        AuthorBulk: {
            created: components["schemas"]["Author"][];
            updated: components["schemas"]["Author"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        AuthorBulkRequestRequest: {
            create?: components["schemas"]["AuthorRequest"][];
            update?: components["schemas"]["AuthorBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        AuthorBulkUpdateRequest: {
            id: number;
            name?: string;
        };
        /** @description An author. `books` are the ids of the books that name the author. */
        AuthorRequest: {
            name: string;
        };
        /** @description A line that does not do, and the errors of its columns. */
        BadLine: {
            line: number;
            errors: {
                [key: string]: string[];
            };
        };
        /**
         * @description A book. `author` is another name of `authors`: a body gives one of the two, answers have both.
         *
         *     Authors are an id, a list of ids, or of objects: `{"id": 3}` picks an author, `{"name": "Ann"}` makes one.
         */
        Book: {
            readonly id: number;
            title: string;
            authors: number[] | components["schemas"]["Author"][];
            author: number[] | components["schemas"]["Author"][];
            details: components["schemas"]["Details"] | null;
        };
        BookBulk: {
            created: components["schemas"]["Book"][];
            updated: components["schemas"]["Book"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        BookBulkRequestRequest: {
            create?: components["schemas"]["BookRequest"][];
            update?: components["schemas"]["BookBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        BookBulkUpdateRequest: {
            id: number;
            title?: string;
            authors?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            author?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            details?: components["schemas"]["DetailsRequest"] | null;
        };
        /**
         * @description A book. `author` is another name of `authors`: a body gives one of the two, answers have both.
         *
         *     Authors are an id, a list of ids, or of objects: `{"id": 3}` picks an author, `{"name": "Ann"}` makes one.
         */
        BookRequest: {
            title: string;
            authors?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            author?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            details?: components["schemas"]["DetailsRequest"] | null;
        };
        /** @description The errors of a bulk request, by part and by the item's place, from 0. */
        BulkError: {
            create?: {
                [key: string]: unknown;
            };
            update?: {
                [key: string]: unknown;
            };
            delete?: {
                [key: string]: string[];
            };
            non_field_errors?: string[];
            code: string;
        };
        /** @enum {string} */
        ByEnum: "month" | "category";
        /** @description A category. */
        Category: {
            readonly id: number;
            name: string;
        };
        CategoryBulk: {
            created: components["schemas"]["Category"][];
            updated: components["schemas"]["Category"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        CategoryBulkRequestRequest: {
            create?: components["schemas"]["CategoryRequest"][];
            update?: components["schemas"]["CategoryBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        CategoryBulkUpdateRequest: {
            id: number;
            name?: string;
        };
        /** @description A category. */
        CategoryRequest: {
            name: string;
        };
        /** @description A code of an authenticator app. */
        CodeRequest: {
            otp: string;
        };
        /** @description A comment. */
        Comment: {
            readonly id: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly body: string;
            readonly author: components["schemas"]["Profile"];
        };
        /** @description What a comment says. */
        CommentInputRequest: {
            body: string;
        };
        ConduitArticle: {
            article: components["schemas"]["Article"];
        };
        ConduitArticles: {
            articles: components["schemas"]["Preview"][];
            articlesCount: number;
        };
        ConduitChangedArticleRequest: {
            article: components["schemas"]["PatchedArticleInputRequest"];
        };
        ConduitComment: {
            comment: components["schemas"]["Comment"];
        };
        ConduitComments: {
            comments: components["schemas"]["Comment"][];
        };
        ConduitCredentialsEnvelopeRequest: {
            user: components["schemas"]["CredentialsRequest"];
        };
        ConduitErrors: {
            errors: {
                [key: string]: string[];
            };
        };
        ConduitNewArticleRequest: {
            article: components["schemas"]["ArticleInputRequest"];
        };
        ConduitNewCommentRequest: {
            comment: components["schemas"]["CommentInputRequest"];
        };
        ConduitNewUserEnvelopeRequest: {
            user: components["schemas"]["NewUserRequest"];
        };
        ConduitProfile: {
            profile: components["schemas"]["Profile"];
        };
        ConduitTags: {
            tags: string[];
        };
        ConduitUserChangeEnvelopeRequest: {
            user: components["schemas"]["UserChangeRequest"];
        };
        ConduitUserEnvelope: {
            user: components["schemas"]["User"];
        };
        /** @description Who logs in, by address or username, with a code of the second factor where there is one. */
        CredentialsRequest: {
            email: string;
            password: string;
            otp?: string | null;
        };
        /** @description A form with the file. */
        CsvFileRequest: {
            /** Format: binary */
            file: string;
        };
        /** @description The password, once more. */
        CurrentPasswordRequest: {
            current_password: string;
        };
        /** @description What is printed in a book about itself. `isbn` is kept as written, and empty for a book that has none. */
        Details: {
            isbn: string;
            pages: number | null;
            /** Format: date */
            published: string | null;
        };
        /** @description What is printed in a book about itself. `isbn` is kept as written, and empty for a book that has none. */
        DetailsRequest: {
            isbn: string;
            pages?: number | null;
            /** Format: date */
            published?: string | null;
        };
        /** @description The password, once more. */
        DjoserCurrentPasswordRequest: {
            current_password: string;
        };
        /** @description Oneself. Another `email` wants `current_password`; `username` has a path of its own. */
        DjoserUser: {
            email: (string | null) | string;
            readonly id: number;
            readonly username: string;
        };
        Ended: {
            ended: number;
        };
        /** @description What an authenticator app needs: `url` is for a QR code. */
        Enrolment: {
            secret: string;
            url: string;
        };
        /** @description The ways in which a second factor can be given now; empty without one. */
        Factors: {
            factors: string[];
        };
        /** @description The sums of a `month` (YYYY-MM), or of a `category` and its `name`, null for what has none. */
        Group: {
            count: number;
            /** Format: decimal */
            sum: string;
            /** Format: decimal */
            income: string;
            /** Format: decimal */
            expenses: string;
            month?: string;
            category?: number | null;
            name?: string | null;
        };
        /** @description What an import did, or with `dry_run` what it would do. */
        Import: {
            dry_run: boolean;
            lines: number;
            created: number;
            duplicates: number;
            bad: number;
            bad_lines: components["schemas"]["BadLine"][];
        };
        /** @description A JSON Web Key Set (RFC 7517); empty where tokens are signed with a shared secret. */
        KeySet: {
            keys: {
                [key: string]: unknown;
            }[];
        };
        /** @enum {string} */
        KindEnum: "registered" | "activated" | "logged_in" | "log_in_failed" | "logged_out" | "session_ended" | "refresh_reused" | "password_changed" | "password_reset" | "username_changed" | "email_changed" | "factor_added" | "factor_removed" | "recovery_codes_made" | "recovery_code_used" | "token_made" | "token_ended" | "account_closed" | "account_reopened";
        /** @description Both parts of a mailed link. */
        LinkRequest: {
            uid: string;
            token: string;
        };
        /** @description A log-in by username or by e-mail address, or by the challenge of one that wants a second factor. */
        LogInRequest: {
            username?: string;
            email?: string;
            password?: string;
            challenge?: string;
            otp?: string;
        };
        /** @description The caller. Another `email` wants `current_password`; the username has a path of its own. */
        MeProfile: {
            readonly id: number;
            readonly username: string;
            email: (string | null) | string;
            first_name: string;
            last_name: string;
            readonly role: components["schemas"]["RoleEnum"];
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** @description A sentence. */
        Message: {
            message: string;
        };
        /**
         * @description A token to be made. It outlives the session, so the password is asked for.
         *
         *     `token` is the secret: this is the only answer that holds it.
         */
        NewPersonalToken: {
            readonly id: number;
            name: string;
            readonly hint: string;
            /** @description What it opens: "notes:read", "notes:write" …; who may write may read. */
            scopes: string[];
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description In 90 days when absent, in 366 at most.
             */
            expires_at: string;
            /** Format: date-time */
            readonly last_used_at: string | null;
            readonly token: string;
        };
        /**
         * @description A token to be made. It outlives the session, so the password is asked for.
         *
         *     `token` is the secret: this is the only answer that holds it.
         */
        NewPersonalTokenRequest: {
            name: string;
            /** @description What it opens: "notes:read", "notes:write" …; who may write may read. */
            scopes: string[];
            /**
             * Format: date-time
             * @description In 90 days when absent, in 366 at most.
             */
            expires_at?: string;
            current_password: string;
        };
        /** @description A new account. Conduit wants an address. */
        NewUserRequest: {
            username: string;
            /** Format: email */
            email: string;
            password: string;
        };
        /** @description A note. `owner` is the username; `tags` are names, made when they are new; `body` is never trimmed. */
        Note: {
            readonly id: number;
            readonly owner: string;
            title: string;
            body: string;
            tags: string[];
            pinned: boolean;
            archived: boolean;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        NoteBulk: {
            created: components["schemas"]["Note"][];
            updated: components["schemas"]["Note"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        NoteBulkRequestRequest: {
            create?: components["schemas"]["NoteRequest"][];
            update?: components["schemas"]["NoteBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        NoteBulkUpdateRequest: {
            id: number;
            title?: string;
            body?: string;
            tags?: string[];
            pinned?: boolean;
            archived?: boolean;
        };
        /** @description A note. `owner` is the username; `tags` are names, made when they are new; `body` is never trimmed. */
        NoteRequest: {
            title: string;
            body?: string;
            tags?: string[];
            pinned?: boolean;
            archived?: boolean;
        };
        /** @description A tag. */
        NotesTag: {
            readonly id: number;
            name: string;
        };
        /** @description A tag. */
        NotesTagRequest: {
            name: string;
        };
        PaginatedActivityList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Activity"][];
        };
        PaginatedAuthorList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Author"][];
        };
        PaginatedBookList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Book"][];
        };
        PaginatedCategoryList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Category"][];
        };
        PaginatedNoteList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Note"][];
        };
        PaginatedNotesTagList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["NotesTag"][];
        };
        PaginatedPersonalTokenList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["PersonalToken"][];
        };
        PaginatedQuoteList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Quote"][];
        };
        PaginatedSessionList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Session"][];
        };
        PaginatedTaskList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Task"][];
        };
        PaginatedTasksTagList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["TasksTag"][];
        };
        PaginatedTransactionList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["Transaction"][];
        };
        PaginatedTrashedRowList: {
            /** @description All rows; null by cursor. */
            count: number | null;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components["schemas"]["TrashedRow"][];
        };
        /** @description A pair of tokens. */
        Pair: {
            access: string;
            refresh: string;
        };
        /** @description The password and a code of the factor. */
        PasswordAndCodeRequest: {
            current_password: string;
            otp: string;
        };
        /** @description The password, once more. */
        PasswordRequest: {
            current_password: string;
        };
        /** @description What an author writes. */
        PatchedArticleInputRequest: {
            title?: string;
            description?: string;
            body?: string;
            tagList?: string[];
        };
        /** @description An author. `books` are the ids of the books that name the author. */
        PatchedAuthorRequest: {
            name?: string;
        };
        /**
         * @description A book. `author` is another name of `authors`: a body gives one of the two, answers have both.
         *
         *     Authors are an id, a list of ids, or of objects: `{"id": 3}` picks an author, `{"name": "Ann"}` makes one.
         */
        PatchedBookRequest: {
            title?: string;
            authors?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            author?: number | {
                id: number;
            } | components["schemas"]["AuthorRequest"] | (number | {
                id: number;
            } | components["schemas"]["AuthorRequest"])[];
            details?: components["schemas"]["DetailsRequest"] | null;
        };
        /** @description A category. */
        PatchedCategoryRequest: {
            name?: string;
        };
        PatchedConduitUserChangeEnvelopeRequest: {
            user?: components["schemas"]["UserChangeRequest"];
        };
        /** @description A note. `owner` is the username; `tags` are names, made when they are new; `body` is never trimmed. */
        PatchedNoteRequest: {
            title?: string;
            body?: string;
            tags?: string[];
            pinned?: boolean;
            archived?: boolean;
        };
        /** @description A tag. */
        PatchedNotesTagRequest: {
            name?: string;
        };
        /** @description The caller. Another `email` wants `current_password`; the username has a path of its own. */
        PatchedProfileRequest: {
            email?: (string | null) | string;
            first_name?: string;
            last_name?: string;
            current_password?: string;
        };
        /** @description A passage of a book. `page` may be null. */
        PatchedQuoteRequest: {
            book?: number;
            text?: string;
            page?: number | null;
        };
        /** @description One log-in. `device` is named after the user agent and can be renamed. */
        PatchedSessionRequest: {
            device?: string;
        };
        /** @description A task. `owner` is the id; `tags` are names, made when they are new; `description` is never trimmed. */
        PatchedTaskRequest: {
            title?: string;
            description?: string;
            completed?: boolean;
            /** Format: date */
            due?: string | null;
            priority?: components["schemas"]["PriorityEnum"];
            tags?: string[];
        };
        /** @description A tag. */
        PatchedTasksTagRequest: {
            name?: string;
        };
        /**
         * @description A transaction. `amount` is negative for what was spent, `date` is the day it happened (today if absent).
         *
         *     `user` is the owner's id, `timestamp` when it was recorded.
         */
        PatchedTransactionRequest: {
            /** Format: decimal */
            amount?: string;
            description?: string;
            /** Format: date */
            date?: string;
            category?: number | null;
        };
        /** @description Oneself. Another `email` wants `current_password`; `username` has a path of its own. */
        PatchedUserRequest: {
            email?: (string | null) | string;
            current_password?: string;
        };
        /** @description A token, without its secret. `hint` is how it begins. */
        PersonalToken: {
            readonly id: number;
            name: string;
            readonly hint: string;
            /** @description What it opens: "notes:read", "notes:write" …; who may write may read. */
            scopes: string[];
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description In 90 days when absent, in 366 at most.
             */
            expires_at: string;
            /** Format: date-time */
            readonly last_used_at: string | null;
        };
        /** @description An article in a list: without its body, and with its tags in the order given. */
        Preview: {
            readonly slug: string;
            readonly title: string;
            readonly description: string;
            readonly tagList: string[];
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly favorited: boolean;
            readonly favoritesCount: number;
            readonly author: components["schemas"]["Profile"];
        };
        /** @enum {string} */
        PriorityEnum: "low" | "normal" | "high";
        /** @description A person as the viewer sees them. */
        Profile: {
            readonly username: string;
            readonly bio: string | null;
            readonly image: string | null;
            readonly following: boolean;
        };
        /**
         * @description What is public of a note: `slug` and `url` are null, and `current` false, when there is no article.
         *
         *     `current` says whether title, text and tags of the article are those that the note has now.
         */
        Publication: {
            slug: string | null;
            /**
             * Format: uri
             * @example https://example.com/article/milk-and-bread
             */
            url: string | null;
            current: boolean;
        };
        /** @description How a note is published. Without `description`, the beginning of its text stands in lists. */
        PublishRequest: {
            description?: string;
        };
        Published: {
            slug: string;
            /**
             * Format: uri
             * @example https://example.com/article/milk-and-bread
             */
            url: string;
        };
        /** @description A passage of a book. `page` may be null. */
        Quote: {
            readonly id: number;
            book: number | components["schemas"]["Book"];
            text: string;
            page: number | null;
        };
        QuoteBulk: {
            created: components["schemas"]["Quote"][];
            updated: components["schemas"]["Quote"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        QuoteBulkRequestRequest: {
            create?: components["schemas"]["QuoteRequest"][];
            update?: components["schemas"]["QuoteBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        QuoteBulkUpdateRequest: {
            id: number;
            book?: number;
            text?: string;
            page?: number | null;
        };
        /** @description A passage of a book. `page` may be null. */
        QuoteRequest: {
            book: number;
            text: string;
            page?: number | null;
        };
        /** @description Recovery codes, each good once, shown this once. */
        RecoveryCodes: {
            recovery_codes: string[];
        };
        /** @description A refresh token. */
        RefreshRequest: {
            refresh: string;
        };
        /** @description A new pair of tokens; without `refresh` where tokens are not rotated. */
        Refreshed: {
            access: string;
            refresh?: string;
        };
        /** @description A new account. */
        Registration: {
            readonly id: number;
            username: string;
            email: (string | null) | string;
        };
        /** @description A new account. */
        RegistrationRequest: {
            username: string;
            email?: (string | null) | string;
            password: string;
        };
        /** @description Who wants a closed account back, shown as in a log-in. */
        ReopenRequest: {
            username: string;
            password: string;
            otp?: string;
        };
        /** @description A link and a new password. */
        ResetPasswordRequest: {
            new_password: string;
            re_new_password?: string;
            uid: string;
            token: string;
        };
        /** @description A link and a new username. */
        ResetUsernameRequest: {
            new_username: string;
            re_new_username?: string;
            uid: string;
            token: string;
        };
        /** @description What is there again: a row of the type `kind` with the id `row`. */
        Restored: {
            readonly kind: string;
            readonly row: number;
        };
        /** @enum {string} */
        RoleEnum: "user" | "staff" | "admin";
        /** @description One log-in. `device` is named after the user agent and can be renamed. */
        Session: {
            readonly id: number;
            device: string;
            readonly user_agent: string;
            readonly address: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly last_used_at: string;
            /** Format: date-time */
            readonly expires_at: string;
            /** @description Whether this request belongs to it. */
            readonly current: boolean;
        };
        /** @description A new password beside the current one. */
        SetPasswordRequest: {
            new_password: string;
            re_new_password?: string;
            current_password: string;
        };
        /** @description A new username beside the current password. */
        SetUsernameRequest: {
            new_username: string;
            re_new_username?: string;
            current_password: string;
        };
        /** @description Sums by month, the latest first, or by category, in alphabetical order; and those of all together. */
        Summary: {
            by: components["schemas"]["ByEnum"];
            results: components["schemas"]["Group"][];
            total: components["schemas"]["Sums"];
        };
        /** @description Sums of some transactions. `sum` is `income` and `expenses` together; the latter are negative. */
        Sums: {
            count: number;
            /** Format: decimal */
            sum: string;
            /** Format: decimal */
            income: string;
            /** Format: decimal */
            expenses: string;
        };
        TagBulk: {
            created: components["schemas"]["NotesTag"][];
            updated: components["schemas"]["NotesTag"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        TagBulkRequestRequest: {
            create?: components["schemas"]["NotesTagRequest"][];
            update?: components["schemas"]["TagBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        TagBulkUpdateRequest: {
            id: number;
            name?: string;
        };
        /** @description A task. `owner` is the id; `tags` are names, made when they are new; `description` is never trimmed. */
        Task: {
            readonly id: number;
            title: string;
            description: string;
            completed: boolean;
            readonly owner: number;
            /** Format: date */
            due: string | null;
            priority: components["schemas"]["PriorityEnum"];
            tags: string[];
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        TaskBulk: {
            created: components["schemas"]["Task"][];
            updated: components["schemas"]["Task"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        TaskBulkRequestRequest: {
            create?: components["schemas"]["TaskRequest"][];
            update?: components["schemas"]["TaskBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        TaskBulkUpdateRequest: {
            id: number;
            title?: string;
            description?: string;
            completed?: boolean;
            /** Format: date */
            due?: string | null;
            priority?: components["schemas"]["PriorityEnum"];
            tags?: string[];
        };
        /** @description A task. `owner` is the id; `tags` are names, made when they are new; `description` is never trimmed. */
        TaskRequest: {
            title: string;
            description?: string;
            completed?: boolean;
            /** Format: date */
            due?: string | null;
            priority?: components["schemas"]["PriorityEnum"];
            tags?: string[];
        };
        /** @description A tag. */
        TasksTag: {
            readonly id: number;
            name: string;
        };
        /** @description A tag. */
        TasksTagRequest: {
            name: string;
        };
        /** @description A token of either kind. */
        TokenRequest: {
            token: string;
        };
        /** @description A pair of tokens. */
        Tokens: {
            access: string;
            refresh: string;
        };
        /**
         * @description A transaction. `amount` is negative for what was spent, `date` is the day it happened (today if absent).
         *
         *     `user` is the owner's id, `timestamp` when it was recorded.
         */
        Transaction: {
            readonly id: number;
            readonly user: number;
            /** Format: decimal */
            amount: string;
            description: string;
            /** Format: date */
            date: string;
            category: (number | null) | components["schemas"]["Category"];
            /** Format: date-time */
            readonly timestamp: string;
        };
        TransactionBulk: {
            created: components["schemas"]["Transaction"][];
            updated: components["schemas"]["Transaction"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            deleted: number[];
        };
        TransactionBulkRequestRequest: {
            create?: components["schemas"]["TransactionRequest"][];
            update?: components["schemas"]["TransactionBulkUpdateRequest"][];
            /**
             * @example [
             *       8,
             *       9
             *     ]
             */
            delete?: number[];
        };
        /** @description One update: the row's id, and the fields that change. */
        TransactionBulkUpdateRequest: {
            id: number;
            /** Format: decimal */
            amount?: string;
            description?: string;
            /** Format: date */
            date?: string;
            category?: number | null;
        };
        /**
         * @description A transaction. `amount` is negative for what was spent, `date` is the day it happened (today if absent).
         *
         *     `user` is the owner's id, `timestamp` when it was recorded.
         */
        TransactionRequest: {
            /** Format: decimal */
            amount: string;
            description: string;
            /** Format: date */
            date?: string;
            category?: number | null;
        };
        /** @description Something that was deleted: `kind` and `row` are the type and the id that it had. */
        TrashedRow: {
            readonly id: number;
            readonly kind: string;
            readonly row: number;
            readonly title: string;
            /** Format: date-time */
            readonly deleted_at: string;
            /** Format: date-time */
            readonly expires_at: string;
        };
        /** @description The same with `content`, the row as the API showed it last. */
        TrashedRowContent: {
            readonly id: number;
            readonly kind: string;
            readonly row: number;
            readonly title: string;
            /** Format: date-time */
            readonly deleted_at: string;
            /** Format: date-time */
            readonly expires_at: string;
            readonly content: {
                [key: string]: unknown;
            };
        };
        /** @description Oneself, with the token that opens Conduit. */
        User: {
            /** Format: email */
            email: string | null;
            token: string | null;
            username: string;
            bio?: string | null;
            image?: string | null;
        };
        /** @description What somebody changes of oneself; an absent field stays, an empty `bio` or `image` is null. */
        UserChangeRequest: {
            /** Format: email */
            email?: string;
            username?: string;
            password?: string;
            bio?: string | null;
            image?: string | null;
        };
        /** @description A new account. */
        UserCreate: {
            email: (string | null) | string;
            username: string;
            readonly id: number;
        };
        /** @description A new account. */
        UserCreateRequest: {
            email?: (string | null) | string;
            username: string;
            password: string;
            re_password?: string;
        };
        /** @description Oneself. Another `email` wants `current_password`; `username` has a path of its own. */
        UserRequest: {
            email?: (string | null) | string;
            current_password?: string;
        };
        /** @description How the server is. */
        Health: {
            /** @enum {string} */
            status: "ok" | "unavailable";
            /** @description Why it is unavailable. */
            detail?: string;
        };
    };
    responses: {
        /** @description The body or the query string is not right: the error is about a field, or about all of it. */
        BadRequest: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no token, or it is not good, or its session has ended. */
        Unauthorized: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
        Forbidden: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such row, or it is somebody else's: the answer is the same. */
        NotFound: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `Accept` allows nothing that is made here. */
        NotAcceptable: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The write contradicts other rows, and no single field is at fault. */
        Conflict: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The row has changed since it was read: it is not the one of `If-Match`. */
        PreconditionFailed: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        ContentTooLarge: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body's `Content-Type` is not one that is read here. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Idempotency-Key` was used for another request. */
        UnprocessableContent: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many tries. `Retry-After` says when to come back. */
        TooManyRequests: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault. The log has the cause under the request's id. */
        InternalServerError: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is away or busy. `Retry-After` says when to come back. */
        ServiceUnavailable: {
            headers: {
                "X-Request-ID": components["headers"]["X-Request-ID"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The request's id: yours, if you sent one of 8 to 64 letters, digits and `. _ -`. */
        "X-Request-ID": string;
        /** @description The row's state, for `If-Match` and `If-None-Match`. */
        ETag: string;
        /** @description Seconds to wait. */
        "Retry-After": number;
        /** @description How to authenticate (RFC 6750). */
        "WWW-Authenticate": string;
        /** @description `true` when the answer is the one that was given before. */
        "Idempotent-Replayed": "true";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    well_known_jwks_json_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySet"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_articles_atom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_articles: {
        parameters: {
            query?: {
                /** @description Only articles by the person of this name. */
                author?: string;
                /** @description Only articles that the person of this name likes. */
                favorited?: string;
                /** @description At most; 20 by default, 100 at most. */
                limit?: number;
                /** @description How many are left out first; none by default. */
                offset?: number;
                /** @description Only articles with this tag. */
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticles"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_article_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitNewArticleRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticle"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_feed: {
        parameters: {
            query?: {
                /** @description At most; 20 by default, 100 at most. */
                limit?: number;
                /** @description How many are left out first; none by default. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticles"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticle"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_article_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitChangedArticleRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticle"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_article_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_comments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitComments"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_comment_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitNewCommentRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitComment"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_comment_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The comment's id.
                 * @example id
                 */
                id: string;
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_favorite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticle"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_unfavorite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The article's slug.
                 * @example milk-and-bread
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitArticle"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    auth_token_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pair"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_token_refresh_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refreshed"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: name; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in name, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "books")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("books" | "books.authors")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAuthorList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "books")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("books" | "books.authors")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Author"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AuthorBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "books")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("books" | "books.authors")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which author.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Author"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "books")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("books" | "books.authors")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which author.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Author"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which author.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_authors_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "books")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("books" | "books.authors")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which author.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAuthorRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Author"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_list: {
        parameters: {
            query?: {
                /** @description Must be an id: a whole number from 1 on. */
                author?: number;
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: title; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description At least this. Must be a date that exists: YYYY-MM-DD. */
                published_after?: string;
                /** @description At most this. Must be a date that exists: YYYY-MM-DD. */
                published_before?: string;
                /** @description Words that all occur somewhere in title, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "authors" | "author" | "details")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("authors" | "authors.books")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedBookList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "authors" | "author" | "details")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("authors" | "authors.books")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Book"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BookBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "authors" | "author" | "details")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("authors" | "authors.books")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which book.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Book"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "authors" | "author" | "details")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("authors" | "authors.books")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which book.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Book"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which book.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_books_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "authors" | "author" | "details")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("authors" | "authors.books")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which book.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedBookRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Book"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    health_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is well. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    logout_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeProfile"];
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CurrentPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProfileRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeProfile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_activity_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "kind" | "created_at" | "device" | "address" | "detail")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedActivityList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_deactivate_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CurrentPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_factors_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_factors_recovery_codes_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordAndCodeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_factors_totp_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_factors_totp_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordAndCodeRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_factors_totp_confirm_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_reopen_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_tokens_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "hint" | "scopes" | "created_at" | "expires_at" | "last_used_at")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedPersonalTokenList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_tokens_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "hint" | "scopes" | "created_at" | "expires_at" | "last_used_at")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonalTokenRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPersonalToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_tokens_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name" | "hint" | "scopes" | "created_at" | "expires_at" | "last_used_at")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which personal token.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalToken"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me_tokens_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which personal token.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_list: {
        parameters: {
            query?: {
                /** @description Must be true or false. */
                archived?: boolean;
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: created_at, updated_at, title, pinned; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Must be true or false. */
                pinned?: boolean;
                /** @description Words that all occur somewhere in title, body, without case. */
                search?: string;
                /** @description Rows whose tags name is this. */
                tag?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "owner" | "title" | "body" | "tags" | "pinned" | "archived" | "created_at" | "updated_at")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedNoteList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "owner" | "title" | "body" | "tags" | "pinned" | "archived" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoteBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: name; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in name, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedNotesTagList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotesTagRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TagBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesTag"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotesTagRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_tags_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedNotesTagRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "owner" | "title" | "body" | "tags" | "pinned" | "archived" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "owner" | "title" | "body" | "tags" | "pinned" | "archived" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "owner" | "title" | "body" | "tags" | "pinned" | "archived" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedNoteRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_publication_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_publish_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    notes_unpublish_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Which note.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The person's name, in any case.
                 * @example ada
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitProfile"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_profile_atom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The person's name, in any case.
                 * @example ada
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The person's name, in any case.
                 * @example ada
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitProfile"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_unfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The person's name, in any case.
                 * @example ada
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitProfile"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The write contradicts other rows, and no single field is at fault. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    library_quotes_list: {
        parameters: {
            query?: {
                /** @description Must be an id: a whole number from 1 on. */
                book?: number;
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: page; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in text, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "book" | "text" | "page")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("book" | "book.authors")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedQuoteList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "book" | "text" | "page")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("book" | "book.authors")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["QuoteBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "book" | "text" | "page")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("book" | "book.authors")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which quote.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "book" | "text" | "page")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("book" | "book.authors")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which quote.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which quote.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    library_quotes_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "book" | "text" | "page")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: ("book" | "book.authors")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which quote.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedQuoteRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    register_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "device" | "user_agent" | "address" | "created_at" | "last_used_at" | "expires_at" | "current")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedSessionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions_end_all_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions_end_others_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "device" | "user_agent" | "address" | "created_at" | "last_used_at" | "expires_at" | "current")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which session.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which session.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "device" | "user_agent" | "address" | "created_at" | "last_used_at" | "expires_at" | "current")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which session.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_tags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitTags"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    tasks_list: {
        parameters: {
            query?: {
                /** @description Must be true or false. */
                completed?: boolean;
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Must be a date that exists: YYYY-MM-DD, or none. */
                due?: string | "none";
                /** @description At least this. Must be a date that exists: YYYY-MM-DD. */
                due_after?: string;
                /** @description At most this. Must be a date that exists: YYYY-MM-DD. */
                due_before?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: due, priority, created_at, updated_at, title, completed; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Choose from: low, normal, high. */
                priority?: "low" | "normal" | "high";
                /** @description Words that all occur somewhere in title, description, without case. */
                search?: string;
                /** @description Exactly this text. */
                tag?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "description" | "completed" | "owner" | "due" | "priority" | "tags" | "created_at" | "updated_at")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTaskList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "description" | "completed" | "owner" | "due" | "priority" | "tags" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TaskBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: name; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in name, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTasksTagList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TasksTagRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TagBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksTag"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TasksTagRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_tags_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which tag.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTasksTagRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksTag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "description" | "completed" | "owner" | "due" | "priority" | "tags" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which task.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "description" | "completed" | "owner" | "due" | "priority" | "tags" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which task.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which task.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    tasks_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "title" | "description" | "completed" | "owner" | "due" | "priority" | "tags" | "created_at" | "updated_at")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which task.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTaskRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    token_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pair"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    token_blacklist_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    token_refresh_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refreshed"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    token_verify_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_list: {
        parameters: {
            query?: {
                /** @description At most this. Must be a number: digits and a decimal point, without an exponent. */
                amount_max?: string;
                /** @description At least this. Must be a number: digits and a decimal point, without an exponent. */
                amount_min?: string;
                /** @description Must be an id: a whole number from 1 on, or none. */
                category?: number | "none";
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description At least this. Must be a date that exists: YYYY-MM-DD. */
                date_after?: string;
                /** @description At most this. Must be a date that exists: YYYY-MM-DD. */
                date_before?: string;
                /** @description Rows to answer with: 5 when absent, 20 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: date, amount, description, timestamp; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 10 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in description, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "user" | "amount" | "description" | "date" | "category" | "timestamp")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: "category"[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTransactionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "user" | "amount" | "description" | "date" | "category" | "timestamp")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: "category"[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransactionRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransactionBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransactionBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: name; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in name, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedCategoryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_create: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_bulk_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CategoryBulkRequestRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryBulk"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkError"] | components["schemas"]["InvalidInput"] | components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which category.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which category.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which category.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_categories_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "name")[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which category.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedCategoryRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_export_retrieve: {
        parameters: {
            query?: {
                /** @description At most this. Must be a number: digits and a decimal point, without an exponent. */
                amount_max?: string;
                /** @description At least this. Must be a number: digits and a decimal point, without an exponent. */
                amount_min?: string;
                /** @description Must be an id: a whole number from 1 on, or none. */
                category?: number | "none";
                /** @description At least this. Must be a date that exists: YYYY-MM-DD. */
                date_after?: string;
                /** @description At most this. Must be a date that exists: YYYY-MM-DD. */
                date_before?: string;
                /** @description Fields to sort by, separated by commas, from: date, amount, description, timestamp; a minus sign reverses. */
                ordering?: string;
                /** @description Words that all occur somewhere in description, without case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_import_create: {
        parameters: {
            query?: {
                /** @description Only tell what would be done. */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "text/csv": string;
                "multipart/form-data": components["schemas"]["CsvFileRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                    "application/x-ndjson": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_summary_retrieve: {
        parameters: {
            query?: {
                /** @description At most this. Must be a number: digits and a decimal point, without an exponent. */
                amount_max?: string;
                /** @description At least this. Must be a number: digits and a decimal point, without an exponent. */
                amount_min?: string;
                /** @description What is summed up. */
                by?: "category" | "month";
                /** @description Must be an id: a whole number from 1 on, or none. */
                category?: number | "none";
                /** @description At least this. Must be a date that exists: YYYY-MM-DD. */
                date_after?: string;
                /** @description At most this. Must be a date that exists: YYYY-MM-DD. */
                date_before?: string;
                /** @description Words that all occur somewhere in description, without case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "user" | "amount" | "description" | "date" | "category" | "timestamp")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: "category"[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which transaction.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "user" | "amount" | "description" | "date" | "category" | "timestamp")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: "category"[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which transaction.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransactionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which transaction.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transactions_partial_update: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "user" | "amount" | "description" | "date" | "category" | "timestamp")[];
                /** @description Relations to show as objects and not as ids. Separated by commas. */
                expand?: "category"[];
            };
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which transaction.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTransactionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    trash_list: {
        parameters: {
            query?: {
                /** @description Where to go on: from a link, empty to begin. Costs the same at any depth. */
                cursor?: string;
                /** @description Exactly this text. */
                kind?: string;
                /** @description Rows to answer with: 20 when absent, 100 at most. */
                limit?: number;
                /** @description Rows to pass over. */
                offset?: number;
                /** @description Fields to sort by, separated by commas, from: deleted_at; a minus sign reverses. */
                ordering?: string;
                /** @description Number of the page, from 1. */
                page?: number;
                /** @description Rows on a page or beyond a cursor: 20 when absent, 100 at most. */
                page_size?: number;
                /** @description Words that all occur somewhere in title, without case. */
                search?: string;
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "kind" | "row" | "title" | "deleted_at" | "expires_at")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTrashedRowList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    trash_empty_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    trash_retrieve: {
        parameters: {
            query?: {
                /** @description The members of a row that the answer is to have; all, when absent. Separated by commas. */
                fields?: ("id" | "kind" | "row" | "title" | "deleted_at" | "expires_at" | "content")[];
            };
            header?: {
                /** @description The `ETag` of what you have: 304 if the answer is still the same. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Which trashed row.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashedRowContent"];
                };
            };
            /** @description You have it already: the body would be the same. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    trash_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Which trashed row.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    trash_restore_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412. */
                "If-Match"?: string;
                /** @description A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets the same answer and makes nothing. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Which trashed row.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Restored"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableContent"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    conduit_user_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitUserEnvelope"];
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_user_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitUserChangeEnvelopeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitUserEnvelope"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_user_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedConduitUserChangeEnvelopeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitUserEnvelope"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitNewUserEnvelopeRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitUserEnvelope"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_users_login_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConduitCredentialsEnvelopeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitUserEnvelope"];
                };
            };
            /** @description The body or the query string is not right: the error is about a field, or about all of it. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The body's `Content-Type` is not one that is read here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Refused. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Refused. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    conduit_users_logout_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConduitErrors"];
                };
            };
            /** @description `Accept` allows nothing that is made here. */
            406: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description Our fault. The log has the cause under the request's id. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is wrong, by field or by part of the request. */
                        errors: {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
    };
    web_login_create: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The page's origin. Browsers send it by themselves.
                 * @example Origin
                 */
                Origin: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    web_logout_create: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The page's origin. Browsers send it by themselves.
                 * @example Origin
                 */
                Origin: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    web_refresh_create: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The page's origin. Browsers send it by themselves.
                 * @example Origin
                 */
                Origin: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token does not open this, or the row is for everyone to see and for its owner to change. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    jwt_create_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pair"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is away or busy. `Retry-After` says when to come back. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jwt_refresh_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refreshed"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    jwt_verify_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no token, or it is not good, or its session has ended. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreateRequest"];
            };
        };
        responses: {
            /** @description It was made, and this is it. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCreate"];
                };
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_activation_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_me_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_me_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_me_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DjoserCurrentPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_me_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedUserRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_resend_activation_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_reset_password_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_reset_password_confirm_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_reset_username_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_reset_username_confirm_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetUsernameRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_set_password_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_set_username_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUsernameRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DjoserCurrentPasswordRequest"];
            };
        };
        responses: {
            /** @description It was done, and there is nothing to say. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    users_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedUserRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjoserUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many tries. `Retry-After` says when to come back. */
            429: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    alive_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is well. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    ready_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is well. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It cannot answer requests now. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
