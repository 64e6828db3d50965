namespace BlazorMedia.Web.Platform.Settings;

/// <summary>Looks at a part of the configuration before anything else happens; registered by whoever reads that part.</summary>
/// <param name="FindMistakes">All mistakes, each a sentence that begins with the environment key and never repeats a secret.</param>
internal sealed record SettingsCheck(Func<IServiceProvider, IEnumerable<string>> FindMistakes);
