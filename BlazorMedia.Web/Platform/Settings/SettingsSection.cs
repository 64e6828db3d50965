namespace BlazorMedia.Web.Platform.Settings;

/// <summary>Binds a section of the configuration and has it checked at start.</summary>
internal static class SettingsSection
{
    /// <param name="text">Resources with the words of the settings that may change, see <see cref="MayChangeAttribute"/>.</param>
    public static void AddSettings<TOptions>(this IServiceCollection services, string section, Type? text = null)
        where TOptions : class, new()
    {
        services.AddOptions<TOptions>().BindConfiguration(section);
        var known = new OptionsSection(section, typeof(TOptions), text, (s, configuration) => SettingsRules.FindMistakes<TOptions>(s, configuration.GetSection(section)));
        services.AddSingleton(known);
        services.AddSingleton(new SettingsCheck(s => known.FindMistakes(s, s.GetRequiredService<IConfiguration>()).Select(m => m.Sentence)));
    }

    /// <summary>As it is written in the environment: <c>Streams__RingSeconds</c>.</summary>
    public static string KeyOf(IConfigurationSection setting) => KeyOf(setting.Path);

    /// <inheritdoc cref="KeyOf(IConfigurationSection)" />
    /// <param name="path">With colons.</param>
    public static string KeyOf(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
