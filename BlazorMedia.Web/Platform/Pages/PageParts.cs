namespace BlazorMedia.Web.Platform.Pages;

/// <summary>An entry of the navigation, given by the feature that owns the page.</summary>
/// <param name="Text">Shows the title in the reader's language.</param>
/// <param name="Icon">Material Symbols name.</param>
/// <param name="IsAdministration">True: stands in the group of the administration, below the daily work.</param>
internal sealed record NavigationItem(string Href, string Icon, int Order, Func<IServiceProvider, string> Text, string Policy, bool IsAdministration = false);

/// <summary>
/// A component that one feature puts on a page of another, so that the pages need no arrow between features:
/// the owner of the page names the place, the other feature registers what stands there.
/// </summary>
/// <param name="Place">Where, for example <see cref="PagePlaces.Overview"/>.</param>
/// <param name="Component">A component with the parameters that the place documents.</param>
internal sealed record PagePart(string Place, Type Component, int Order);

internal static class PagePlaces
{
    /// <summary>A section of the overview; no parameters.</summary>
    public const string Overview = "overview";

    /// <summary>The actions of one stream's page and tile; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamActions = "stream-actions";

    /// <summary>A tab body below one stream's player; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamPanels = "stream-panels";

    /// <summary>The small mark on a stream's tile (recording now, for how long); parameter <c>Guid StreamId</c>.</summary>
    public const string StreamBadges = "stream-badges";
}
