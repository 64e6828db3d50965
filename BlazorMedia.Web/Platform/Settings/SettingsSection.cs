using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Platform.Settings;

/// <summary>Binds a section of the configuration and checks it at start, value by value, so that one that cannot even be read does not hide the others.</summary>
internal static class SettingsSection
{
    public static void AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, new()
    {
        services.AddOptions<TOptions>().BindConfiguration(section);
        services.AddSingleton(new SettingsCheck(s => [.. OfValues(typeof(TOptions), Section(s, section)), .. OfWhole<TOptions>(s, Section(s, section))]));
    }

    /// <summary>As it is written in the environment: <c>Streams__RingSeconds</c>.</summary>
    public static string KeyOf(IConfigurationSection setting) => setting.Path.Replace(":", "__", StringComparison.Ordinal);

    private static IConfigurationSection Section(IServiceProvider services, string name) => services.GetRequiredService<IConfiguration>().GetSection(name);

    private static IEnumerable<string> OfValues(Type options, IConfigurationSection section) =>
        options.GetProperties().Where(p => p.CanWrite).SelectMany(p => OfProperty(p, section.GetSection(p.Name)));

    private static IEnumerable<string> OfProperty(PropertyInfo property, IConfigurationSection setting)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (kind.Name.EndsWith("Options", StringComparison.Ordinal)) return OfValues(kind, setting);
        var mayBeEmpty = !property.PropertyType.IsValueType || kind != property.PropertyType;
        if (setting.Value is not { } text || (text.Length == 0 && mayBeEmpty)) return [];
        if (!TryRead(kind, text, out var value)) return [$"{KeyOf(setting)} is '{text}'. It must be {NameOf(kind)}."];
        return property.GetCustomAttributes<ValidationAttribute>().Where(a => !a.IsValid(value)).Select(a => Sentence(a, KeyOf(setting), text));
    }

    private static bool TryRead(Type kind, string text, out object? value)
    {
        try
        {
            value = TypeDescriptor.GetConverter(kind).ConvertFromInvariantString(text);
            return true;
        }
        // the converters of numbers wrap what went wrong
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            value = null;
            return false;
        }
    }

    private static string NameOf(Type kind) => kind == typeof(bool) ? "true or false" : "a whole number";

    private static string Sentence(ValidationAttribute rule, string key, string text) => rule is RangeAttribute range
        ? $"{key} is {text}. It must be {range.Minimum} to {range.Maximum}."
        : rule.FormatErrorMessage(key);

    // What concerns several values at once; a section with a value that cannot be read is reported by that value.
    private static IEnumerable<string> OfWhole<TOptions>(IServiceProvider services, IConfigurationSection section)
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
        return services.GetServices<IValidateOptions<TOptions>>().SelectMany(v => v.Validate(Options.DefaultName, options).Failures ?? []);
    }
}
