namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>A setting as it is now.</summary>
/// <param name="Key">As in the environment.</param>
/// <param name="Group">Null for what is read at start only.</param>
/// <param name="Kind"><c>switch</c>, <c>number</c>, <c>choice</c> or <c>text</c>.</param>
/// <param name="Value">What counts now; null = none, and always null for a secret.</param>
/// <param name="IsSet">True when there is a value, also one that is not shown.</param>
/// <param name="Source"><c>default</c>, <c>stored</c>, <c>environment</c>, <c>command_line</c>, <c>file</c> or <c>host</c>.</param>
/// <param name="File">Name of the file that says it.</param>
/// <param name="MayChange">False: read at start only.</param>
/// <param name="IsLocked">True: the environment, a file or the command line says it, and wins.</param>
public sealed record SettingDto(
    string Key, string? Group, string Kind, string? Value, bool IsSet, string? Default, string? Unit, string? Minimum, string? Maximum,
    IReadOnlyList<string> Choices, string Source, string? File, bool MayChange, bool IsLocked, bool IsSecret);
