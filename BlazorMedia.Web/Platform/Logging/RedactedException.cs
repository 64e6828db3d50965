namespace BlazorMedia.Web.Platform.Logging;

/// <summary>Stands for an exception whose text held a secret; formatters only ever ask for the text.</summary>
internal sealed class RedactedException(Exception original) : Exception(SecretRedactor.Redact(original.Message))
{
    private readonly string text = SecretRedactor.Redact(original.ToString());

    public override string ToString() => text;

    /// <summary>The exception itself where there is nothing to hide, so that formatters see its real type.</summary>
    public static Exception? Of(Exception? exception)
    {
        if (exception is null) return null;
        var text = exception.ToString();
        return SecretRedactor.Redact(text) == text ? exception : new RedactedException(exception);
    }
}
