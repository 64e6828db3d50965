using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>One option of one section, as its attributes describe it.</summary>
/// <param name="Path">With colons.</param>
/// <param name="Text">Resources with its words.</param>
/// <param name="Default">As the configuration would write it; null = none.</param>
internal sealed record SettingDefinition(string Path, PropertyInfo Property, Type? Text, string? Default)
{
    // Any other text may be a password, a passphrase or whatever the next one is called.
    private static readonly string[] PlainNames = ["Directory", "Root", "Name", "Address", "Email", "Id"];

    private readonly MayChangeAttribute? change = Property.GetCustomAttribute<MayChangeAttribute>();

    /// <summary>As in the environment.</summary>
    public string Key => SettingsSection.KeyOf(Path);

    public bool MayChange => change is not null;

    public string? Group => change?.Group;

    public string? Unit => change?.Unit;

    /// <summary>By its attribute; where nobody marked it, a text is a secret unless its name says that it is none.</summary>
    public bool IsSecret => change?.IsSecret ?? (Kind == typeof(string) && !PlainNames.Any(n => Property.Name.EndsWith(n, StringComparison.Ordinal)));

    public Type Kind => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public bool IsSwitch => Kind == typeof(bool);

    public bool IsNumber => Kind == typeof(int) || Kind == typeof(long) || Kind == typeof(double);

    public IReadOnlyList<string> Choices => Kind.IsEnum ? Enum.GetNames(Kind) : [];

    public RangeAttribute? Range => Property.GetCustomAttribute<RangeAttribute>();

    public static IEnumerable<SettingDefinition> Of(OptionsSection section) => Of(section.Options, section.Name, section.Text, Activator.CreateInstance(section.Options));

    private static IEnumerable<SettingDefinition> Of(Type options, string prefix, Type? text, object? defaults) =>
        options.GetProperties().Where(p => p.CanWrite).SelectMany(p => Of(p, $"{prefix}:{p.Name}", text, defaults));

    private static IEnumerable<SettingDefinition> Of(PropertyInfo property, string path, Type? text, object? defaults)
    {
        var value = defaults is null ? null : property.GetValue(defaults);
        if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)) return Of(property.PropertyType, path, text, value ?? Activator.CreateInstance(property.PropertyType));
        // lists have no one value; they are set in the environment
        var converter = TypeDescriptor.GetConverter(property.PropertyType);
        return converter.CanConvertFrom(typeof(string)) ? [new SettingDefinition(path, property, text, Written(value, converter))] : [];
    }

    private static string? Written(object? value, TypeConverter converter) =>
        value switch { null => null, bool truth => truth ? "true" : "false", _ => converter.ConvertToInvariantString(value) };
}
