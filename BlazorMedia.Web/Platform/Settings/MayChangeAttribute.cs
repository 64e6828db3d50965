namespace BlazorMedia.Web.Platform.Settings;

/// <summary>
/// An option that an administrator may change while the app runs, unless the environment or a file says it: those win. Whoever reads it asks
/// <c>IOptionsMonitor</c> each time. Its words are <c>setting.{key}</c> and <c>setting.{key}.hint</c> in the texts that its section names.
/// </summary>
/// <param name="group">Key of the heading it stands under: <c>setting.group.{group}</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MayChangeAttribute(string group) : Attribute
{
    public string Group => group;

    /// <summary>Key of the unit's words: <c>seconds</c>, <c>minutes</c>, <c>hours</c>, <c>days</c>, <c>bytes</c>, <c>per_second</c>; null without one.</summary>
    public string? Unit { get; init; }

    /// <summary>True: kept encrypted and never shown.</summary>
    public bool IsSecret { get; init; }
}
