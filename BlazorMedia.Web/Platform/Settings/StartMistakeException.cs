namespace BlazorMedia.Web.Platform.Settings;

/// <summary>Something that the person who starts the program has to change; shown as sentences, without a stack trace.</summary>
internal sealed class StartMistakeException(IReadOnlyList<string> sentences, Exception? cause = null) : Exception(string.Join('\n', sentences), cause)
{
    public IReadOnlyList<string> Sentences => sentences;
}
