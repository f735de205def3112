"""Countries and large cities, as somebody writes them beside a name ("Sunita Rao, Nairobi"). Data only; all folded.

Source: the short names of countries of ISO 3166-1, and large cities and seats of international organisations, from
general knowledge. Places that are names of people too (Jordan, Georgia, Florence, Sofia, Sydney, Santiago) are left
out on purpose.
"""

from __future__ import annotations

COUNTRIES = (
    "afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh"
    " |belarus|belgium|belize|benin|bhutan|bolivia|botswana|brazil|brasil|brunei|bulgaria|burkina"
    " faso|burundi |cambodia|cameroon|canada|chile|china|colombia|congo|costa"
    " rica|croatia|cuba|cyprus|czechia|denmark |deutschland|djibouti|dominican republic|ecuador|egypt|el"
    " salvador|eritrea|espana|estonia|eswatini|ethiopia"
    " |fiji|finland|france|gabon|gambia|germany|ghana|greece|guatemala|guinea|guyana|haiti|honduras|hong"
    " kong"
    " |hungary|iceland|india|indonesia|iran|iraq|ireland|italia|italy|jamaica|japan|kazakhstan|kenya|kosovo|kuwait"
    " |kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|lithuania|luxembourg|madagascar|malawi|malaysia"
    " |maldives|malta|mauritania|mauritius|mexico|moldova|mongolia|montenegro|morocco|mozambique|myanmar|namibia"
    " |nepal|netherlands|new zealand|nicaragua|nigeria|norway|oman|osterreich|pakistan|palestine|panama"
    " |papua new guinea|paraguay|peru|philippines|poland|polska|portugal|qatar|romania|russia|rwanda|saudi"
    " arabia |schweiz|senegal|serbia|sierra leone|singapore|slovakia|slovenia|somalia|south africa|south"
    " korea|korea |south sudan|spain|sri"
    " lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand |timor"
    " leste|togo|tunisia|turkey|turkiye|turkmenistan|uganda|ukraine|uae|united arab emirates |united"
    " kingdom|united states|uk|usa|us|uruguay|uzbekistan|venezuela|vietnam|viet nam|yemen|zambia|zimbabwe"
)
CITIES = (
    "abidjan|abuja|accra|addis ababa|ahmedabad|algiers|almaty|amman|amsterdam|ankara|athens|baghdad|baku"
    " |bangalore|bengaluru|bangkok|barcelona|beijing|beirut|belgrade|berlin|bhopal|bogota|brasilia|brussels"
    " |bucharest|budapest|buenos aires|bujumbura|cairo|cape"
    " town|caracas|casablanca|chandigarh|chennai|chicago |chittagong|colombo|conakry|copenhagen|dakar|dar"
    " es salaam|delhi|dhaka|doha|dubai|dublin|freetown|geneva"
    " |geneve|genf|guangzhou|guwahati|hanoi|harare|helsinki|ho chi minh"
    " city|hyderabad|islamabad|istanbul|jaipur"
    " |jakarta|johannesburg|kabul|kampala|karachi|kathmandu|khartoum|kigali|kinshasa|kolkata|calcutta"
    " |kuala lumpur|kyiv|lagos|lahore|lisbon|lisboa|london|los"
    " angeles|luanda|lucknow|lusaka|madrid|manila|maputo |mexico"
    " city|minsk|mogadishu|monrovia|moscow|mumbai|bombay|munich|nagpur|nairobi|new delhi|new york|osaka"
    " |oslo|ottawa|patna|phnom penh|prague|pretoria|pune|quito|rabat|ranchi|rio de janeiro|riyadh|rome|sao"
    " paulo |seoul|shanghai|stockholm|tashkent|tbilisi|tehran|tel"
    " aviv|tokyo|toronto|trivandrum|tunis|ulaanbaatar |vienna|wien|warsaw|washington"
    " dc|yangon|yaounde|yerevan|zurich"
)
PLACES = frozenset(tuple(place.split()) for row in (COUNTRIES, CITIES) for place in row.split("|"))
