namespace BlazorMedia.Web.Platform.Security;

/// <summary>The doors that programs use: they are answered with a status code and problem details, never with a redirect to a page.</summary>
internal static class MachineDoors
{
    private static readonly string[] Prefixes = ["/api", "/live", "/ws", "/res", "/webhook", "/health", "/metrics", "/openapi", "/_blazor"];

    public static bool IsForProgram(this HttpRequest request) =>
        request.HasKey() || Prefixes.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The request names a key or an app token, right or wrong; then the cookie does not count.</summary>
    public static bool HasKey(this HttpRequest request) => request.Key() is not null || request.AppToken() is not null;

    /// <summary>An app token in <c>Authorization: Bearer</c>, else in the query's <c>access_token</c>; null for anything that is not built like one.</summary>
    public static string? AppToken(this HttpRequest request) =>
        (request.Headers.Authorization.Count > 0 ? request.Key() : request.Query["access_token"].ToString()) is { } text && IsBuiltLikeToken(text) ? text : null;

    public static string? Key(this HttpRequest request)
    {
        const string bearer = "Bearer ";
        if (request.Headers.TryGetValue("X-API-KEY", out var key)) return key.ToString().Trim();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..].Trim() : null;
    }
    // A compact JWS begins with the base64 of {" and has three parts; keys of ours have none of it.
    private static bool IsBuiltLikeToken(string text) => text.StartsWith("eyJ", StringComparison.Ordinal) && text.AsSpan().Count('.') == 2;
}
