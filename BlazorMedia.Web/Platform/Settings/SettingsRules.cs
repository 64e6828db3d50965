using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Platform.Settings;

/// <summary>What is wrong in a section, value by value, so that one that cannot even be read does not hide the others.</summary>
internal static class SettingsRules
{
    public static IEnumerable<SettingMistake> FindMistakes<TOptions>(IServiceProvider services, IConfigurationSection section)
        where TOptions : class, new() => [.. OfValues(typeof(TOptions), section), .. OfWhole<TOptions>(services, section)];

    private static IEnumerable<SettingMistake> OfValues(Type options, IConfigurationSection section) =>
        options.GetProperties().Where(p => p.CanWrite).SelectMany(p => OfProperty(p, section.GetSection(p.Name)));

    private static IEnumerable<SettingMistake> OfProperty(PropertyInfo property, IConfigurationSection setting)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (kind.Name.EndsWith("Options", StringComparison.Ordinal)) return OfValues(kind, setting);
        var (key, mayBeEmpty) = (SettingsSection.KeyOf(setting), !property.PropertyType.IsValueType || kind != property.PropertyType);
        if (setting.Value is not { } text || (text.Length == 0 && mayBeEmpty)) return [];
        // a secret is not repeated
        var shown = property.GetCustomAttribute<MayChangeAttribute>()?.IsSecret == true ? "…" : text;
        if (!TryRead(kind, text, out var value)) return [new(key, SettingFault.Unreadable, $"{key} is '{shown}'. It must be {NameOf(kind)}.")];
        return property.GetCustomAttributes<ValidationAttribute>().Where(a => !a.IsValid(value)).Select(a => Mistake(a, key, shown));
    }

    private static bool TryRead(Type kind, string text, out object? value)
    {
        try
        {
            value = TypeDescriptor.GetConverter(kind).ConvertFromInvariantString(text);
            return !kind.IsEnum || Enum.IsDefined(kind, value!);
        }
        // the converters of numbers wrap what went wrong
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            value = null;
            return false;
        }
    }

    private static string NameOf(Type kind) =>
        kind == typeof(bool) ? "true or false"
        : kind == typeof(TimeSpan) ? "a duration such as 01:30:00"
        : kind.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(kind))}"
        : "a whole number";

    private static SettingMistake Mistake(ValidationAttribute rule, string key, string text) => rule is RangeAttribute range
        ? new(key, SettingFault.OutOfRange, $"{key} is {text}. It must be {range.Minimum} to {range.Maximum}.")
        : new(key, SettingFault.Invalid, rule.FormatErrorMessage(key));

    // What concerns several values at once; a section with a value that cannot be read is reported by that value.
    private static IEnumerable<SettingMistake> OfWhole<TOptions>(IServiceProvider services, IConfigurationSection section)
        where TOptions : class, new()
    {
        TOptions options;
        try
        {
            options = section.Get<TOptions>() ?? new();
        }
        catch (InvalidOperationException)
        {
            return [];
        }
        return services.GetServices<IValidateOptions<TOptions>>().SelectMany(v => v.Validate(Options.DefaultName, options).Failures ?? [])
            .Select(sentence => new SettingMistake(KeyIn(sentence), SettingFault.Invalid, sentence));
    }

    private static string KeyIn(string sentence) => sentence.Split(' ', 2)[0] is var word && word.Contains("__", StringComparison.Ordinal) ? word : "";
}
