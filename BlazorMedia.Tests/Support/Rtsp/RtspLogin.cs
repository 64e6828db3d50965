using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>The user and password that the stand-in asks for, by Digest or Basic as cameras do.</summary>
internal sealed partial class RtspLogin(string user, string password, bool digest)
{
    private const string Realm = "stand-in";
    private readonly string nonce = Guid.NewGuid().ToString("N");

    public string Challenge => digest ? $"Digest realm=\"{Realm}\", nonce=\"{nonce}\"" : $"Basic realm=\"{Realm}\"";

    public bool Accepts(RtspRequest request) => request["Authorization"] is { } given && (digest ? IsDigest(request.Method, given) : IsBasic(given));

    private bool IsBasic(string given) => given == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private bool IsDigest(string method, string given)
    {
        var fields = Field().Matches(given).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var wanted = Md5($"{Md5($"{user}:{Realm}:{password}")}:{nonce}:{Md5($"{method}:{fields.GetValueOrDefault("uri")}")}");
        return fields.GetValueOrDefault("response") == wanted;
    }

#pragma warning disable CA5351 // RFC 2617, which RTSP cameras speak, knows nothing else
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Field();
}
