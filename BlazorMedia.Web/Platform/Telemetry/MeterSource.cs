namespace BlazorMedia.Web.Platform.Telemetry;

/// <summary>Something that makes a meter of its own and that nobody else would ask for; made when the app starts.</summary>
/// <param name="Type">A singleton in DI. Its meter is called <c>BlazorMedia.{Feature}</c>, its instruments <c>blazormedia.{thing}.{what}</c> with units of UCUM (<c>s</c>, <c>By</c>, <c>{file}</c>).</param>
internal sealed record MeterSource(Type Type)
{
    public static void Add<T>(IServiceCollection services)
        where T : class => services.AddSingleton<T>().AddSingleton(new MeterSource(typeof(T)));
}
