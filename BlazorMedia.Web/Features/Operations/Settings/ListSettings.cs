using System.Globalization;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>What is set, to what, and by whom.</summary>
internal sealed class ListSettings(SettingsCatalog catalog, SettingSources sources, IConfiguration configuration)
{
    // Read before there are options: where it listens, where it keeps its things, which database.
    private static readonly (string Path, string? Default)[] Foundations =
        [("urls", "http://localhost:5080"), ("BlazorMedia:DataDirectory", "./data"), ("Database:Provider", "sqlite")];

    public IReadOnlyList<SettingDto> Handle() => [.. Foundations.Select(f => OfFoundation(f.Path, f.Default)), .. catalog.All.Select(Of)];

    private SettingDto OfFoundation(string path, string? otherwise)
    {
        var (source, file) = sources.Of(path);
        var value = configuration[path];
        return new(path == "urls" ? "ASPNETCORE_URLS" : SettingsSection.KeyOf(path), null, "text", value ?? otherwise, true, otherwise, null, null, null, [], CodeOf(source), file, MayChange: false, IsLocked: false, IsSecret: false);
    }

    private SettingDto Of(SettingDefinition setting)
    {
        var (source, file) = sources.Of(setting.Path);
        var value = configuration[setting.Path] is { Length: > 0 } given ? given : setting.Default;
        var kind = setting.IsSwitch ? "switch" : setting.IsNumber ? "number" : setting.Choices.Count > 0 ? "choice" : "text";
        return new(
            setting.Key, setting.Group, kind, setting.IsSecret ? null : setting.IsSwitch ? value?.ToLowerInvariant() : value, value is not null, setting.IsSecret ? null : setting.Default,
            setting.Unit, Written(setting.Range?.Minimum), Written(setting.Range?.Maximum), setting.Choices, CodeOf(source), file, setting.MayChange, sources.IsLocked(setting.Path), setting.IsSecret);
    }

    private static string? Written(object? bound) => bound is null ? null : Convert.ToString(bound, CultureInfo.InvariantCulture);

    private static string CodeOf(SettingSource source) => source switch
    {
        SettingSource.Default => "default",
        SettingSource.Stored => "stored",
        SettingSource.Environment => "environment",
        SettingSource.CommandLine => "command_line",
        SettingSource.File => "file",
        SettingSource.Host => "host",
    };
}
