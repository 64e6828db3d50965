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

/// <summary>A tab of a page whose tabs come from several features.</summary>
/// <param name="Place">Which page, one of <see cref="PagePlaces"/>.</param>
/// <param name="Key">Stands in the address, <c>?tab=key</c>; the lowest order is shown first and needs none.</param>
/// <param name="Component">A component with the parameters that the place documents.</param>
/// <param name="Policy">Who sees it.</param>
internal sealed record PageTab(string Place, string Key, int Order, Func<IServiceProvider, string> Text, Type Component, string Policy);

/// <summary>An entry of the row of links that sister pages share, for example recordings, exports and snapshots.</summary>
/// <param name="Place">One of <see cref="PagePlaces"/>.</param>
internal sealed record PageLink(string Place, string Href, int Order, Func<IServiceProvider, string> Text, string Policy);

/// <summary>All tabs that were registered.</summary>
internal sealed class PageTabs(IEnumerable<PageTab> registered)
{
    /// <summary>In their order.</summary>
    public IEnumerable<PageTab> Of(string place) => registered.Where(t => t.Place == place).OrderBy(t => t.Order);
}

internal static class PagePlaces
{
    /// <summary>The tabs of one stream's page; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamTabs = "stream-tabs";

    /// <summary>A card below the form of a stream's settings, with a save button of its own; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamSettings = "stream-settings";

    /// <summary>Links between the pages of streams: the list, the wall.</summary>
    public const string StreamLinks = "stream-links";

    /// <summary>Links between the pages of recordings.</summary>
    public const string RecordingLinks = "recording-links";

    /// <summary>The actions and settings of one recording; parameter <c>Guid RecordingId</c>.</summary>
    public const string RecordingActions = "recording-actions";

    /// <summary>A line on the card of the disk; no parameters.</summary>
    public const string DiskFacts = "disk-facts";

    /// <summary>A section of the overview; no parameters.</summary>
    public const string Overview = "overview";

    /// <summary>The actions of one stream's page and tile; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamActions = "stream-actions";

    /// <summary>A tab body below one stream's player; parameter <c>Guid StreamId</c>.</summary>
    public const string StreamPanels = "stream-panels";

    /// <summary>The small mark on a stream's tile (recording now, for how long); parameter <c>Guid StreamId</c>.</summary>
    public const string StreamBadges = "stream-badges";
}
