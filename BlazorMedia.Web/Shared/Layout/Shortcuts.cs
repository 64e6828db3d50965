namespace BlazorMedia.Web.Shared.Layout;

/// <summary>The letter that follows <c>g</c>, by the page that it leads to.</summary>
internal static class Shortcuts
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["/"] = "o",
        ["/streams"] = "s",
        ["/recordings"] = "r",
        ["/jobs"] = "j",
        ["/webhooks"] = "w",
        ["/admin/health"] = "h",
    };

    public static string? KeyOf(string href) => Keys.GetValueOrDefault(href);
}
