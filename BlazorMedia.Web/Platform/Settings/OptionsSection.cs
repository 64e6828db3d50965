namespace BlazorMedia.Web.Platform.Settings;

/// <summary>A section of the configuration and the options that it is bound to.</summary>
/// <param name="Name">With colons.</param>
/// <param name="Text">Resources that hold the words of its settings; null where none may be changed.</param>
/// <param name="FindMistakes">In any configuration: the present one, or one that is only wished for.</param>
internal sealed record OptionsSection(string Name, Type Options, Type? Text, Func<IServiceProvider, IConfiguration, IEnumerable<SettingMistake>> FindMistakes);

/// <param name="Key">As in the environment; empty when the mistake lies in several values.</param>
/// <param name="Sentence">Begins with the key.</param>
internal sealed record SettingMistake(string Key, SettingFault Fault, string Sentence);

internal enum SettingFault
{
    /// <summary>Not even of the right kind.</summary>
    Unreadable,

    OutOfRange,

    /// <summary>Against another rule, which the sentence tells.</summary>
    Invalid,
}
