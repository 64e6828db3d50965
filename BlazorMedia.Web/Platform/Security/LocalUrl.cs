namespace BlazorMedia.Web.Platform.Security;

/// <summary>Where a form may send the browser afterwards: only into this site, or a link could lead a person who just signed in elsewhere.</summary>
internal static class LocalUrl
{
    /// <summary>The url when it is a path of this site, else <paramref name="fallback"/>.</summary>
    public static string Or(string? url, string fallback = "/") => IsLocal(url) ? url! : fallback;

    // "//host" and "/\host" are other hosts to a browser, and it drops tabs and line ends before it looks.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);
}
