using System.Globalization;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>What settings are called in the reader's language: by the texts of the feature that owns them.</summary>
internal sealed class SettingWords(IStringLocalizerFactory texts, SettingsCatalog catalog, IStringLocalizer<SettingsText> text)
{
    /// <summary>The key itself where nobody has named it.</summary>
    public string TitleOf(SettingDto setting) => Find(setting, "") ?? setting.Key;

    public string? HintOf(SettingDto setting) => Find(setting, ".hint");

    public string GroupOf(string group) => text[$"setting.group.{group}"] is { ResourceNotFound: false } found ? found.Value : group;

    /// <summary>A value as a person reads it, with its unit.</summary>
    public string ValueOf(SettingDto setting, string? value)
    {
        if (setting.IsSecret) return setting.IsSet ? text["secret.set"] : text["none"];
        if (string.IsNullOrEmpty(value)) return text["none"];
        if (setting.Kind == "switch") return value == "true" ? text["on"] : text["off"];
        if (setting.Kind != "number" || !double.TryParse(value, CultureInfo.InvariantCulture, out var number)) return value;
        if (setting.Unit == "bytes") return Format.Bytes((long)number);
        return $"{number.ToString("N0", CultureInfo.CurrentCulture)} {UnitOf(setting)}".TrimEnd();
    }

    /// <summary>Without the unit, which stands behind the upper bound.</summary>
    public string LowerBoundOf(SettingDto setting) => ValueOf(setting.Unit == "bytes" ? setting : setting with { Unit = null }, setting.Minimum);

    public string? UnitOf(SettingDto setting) =>
        setting.Unit is null ? null : text[$"unit.{setting.Unit}"] is { ResourceNotFound: false } found ? found.Value : setting.Unit;

    public string SourceOf(SettingDto setting) => text[$"source.{setting.Source}", setting.File ?? ""];

    private string? Find(SettingDto setting, string suffix)
    {
        var key = $"setting.{setting.Key}{suffix}";
        var owner = catalog.Find(setting.Key)?.Text is { } type ? texts.Create(type)[key] : null;
        return owner is { ResourceNotFound: false } ? owner.Value : text[key] is { ResourceNotFound: false } ours ? ours.Value : null;
    }
}
